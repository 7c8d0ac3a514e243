using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Mean brightness in every band: the coarsest of spectra.</summary>
internal static class SpectrumSection
{
    // Mean wavelengths of the SDSS filters, Ångström (Fukugita et al. 1996, AJ 111, 1748).
    private static readonly Dictionary<string, double> Wavelengths = new()
    {
        ["u"] = 3551, ["g"] = 4686, ["r"] = 6166, ["i"] = 7480, ["z"] = 8932,
    };

    public static Section Of(Sample sample)
    {
        var means = sample.Classes.ToDictionary(
            name => name,
            name => sample.Bands.Select(band => (Band: band, Values: sample.Of(band, name)))
                .Where(one => one.Values.Length > 0)
                .ToDictionary(one => one.Band, one => one.Values.Average()));
        var (low, high) = (means.Values.Min(one => one.Values.Min()), means.Values.Max(one => one.Values.Max()));
        var pad = 0.12 * Math.Max(high - low, 0.1);
        var chart = new Chart(
            Axis.Linear("wavelength, Å", 3200, 9400), Axis.Linear("mean magnitude", high + pad, low - pad),
            "Mean magnitude in every band");
        foreach (var (name, mean) in means)
        {
            var points = mean.Select(one => (Wavelengths[one.Key], one.Value)).ToList();
            chart.Line(points, ClassColour.Of(name), 2.2).Points(points, ClassColour.Of(name), 4);
        }

        foreach (var band in sample.Bands)
        {
            chart.Label(Wavelengths[band], low - pad * 0.6, band, style: "font-weight:600");
        }

        return new Section("Mean magnitude per band and class").Figure(new Figure(
            "Mean of every band against the mean wavelength of the SDSS filter, bright above. "
                + "The steeper the line rises, the redder "
                + "the class.",
            new DataTable(
                ["class", .. sample.Bands],
                [.. means.Select(one => (IReadOnlyList<string>)[one.Key, .. sample.Bands.Select(
                    band => one.Value.TryGetValue(band, out var mean)
                        ? FormattableString.Invariant($"{mean:0.000}")
                        : "")])]),
            chart.ToSvg())
        { ShowsClasses = true });
    }
}
