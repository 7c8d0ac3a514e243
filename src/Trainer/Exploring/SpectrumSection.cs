using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Mean brightness in every band: the coarsest of spectra.</summary>
internal static class SpectrumSection
{
    // Mean wavelengths of the SDSS filters, Ångström (Fukugita et al. 1996, AJ 111, 1748).
    private static readonly double[] Wavelengths = [3551, 4686, 6166, 7480, 8932];

    public static Section Of(Sample sample)
    {
        var means = sample.Classes.ToDictionary(
            name => name, name => Sample.Bands.Select(band => sample.Of(band, name).Average()).ToArray());
        var (low, high) = (means.Values.Min(one => one.Min()), means.Values.Max(one => one.Max()));
        var pad = 0.12 * Math.Max(high - low, 0.1);
        var chart = new Chart(
            Axis.Linear("wavelength, Å", 3200, 9400), Axis.Linear("mean magnitude", high + pad, low - pad),
            "Mean magnitude in every band");
        foreach (var (name, mean) in means)
        {
            var points = Wavelengths.Zip(mean).ToList();
            chart.Line(points, ClassColour.Of(name), 2.2).Points(points, ClassColour.Of(name), 4);
        }

        foreach (var (band, wavelength) in Sample.Bands.Zip(Wavelengths))
        {
            chart.Label(wavelength, low - pad * 0.6, band, style: "font-weight:600");
        }

        return new Section("Mean magnitude per band and class").Figure(new Figure(
            "Mean of every band against its mean wavelength, bright above. The steeper the line rises, the redder "
                + "the class.",
            new DataTable(
                ["class", .. Sample.Bands],
                [.. means.Select(one => (IReadOnlyList<string>)[one.Key, .. one.Value.Select(
                    mean => FormattableString.Invariant($"{mean:0.000}"))])]),
            chart.ToSvg())
        { ShowsClasses = true });
    }
}
