using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Where on the sky the objects are.</summary>
internal static class SkySection
{
    private const int Bins = 72;

    public static Section Of(Sample sample)
    {
        var section = new Section("Positions on the sky");
        if (!sample.All.Contains("alpha"))
        {
            return section.Text("The file has no positions (columns alpha and delta, or ra and dec).");
        }

        var positions = sample.Of("alpha").Zip(sample.Of("delta")).Where(at => double.IsFinite(at.First + at.Second))
            .ToList();
        var (alpha, delta) =
            (Axis.Linear("right ascension, degrees", 360, 0), Axis.Linear("declination, degrees", -30, 90));
        return section
            .Text("What is seen is the survey's footprint and how it chose its targets, not how objects are spread: "
                + "models that are trained here do not use the position.")
            .Figure(new Figure(
                "All objects, Mollweide's projection (equal areas are equal), J2000. Right ascension grows to the "
                    + "left, as on the sky. Darker is more, on a logarithmic scale.",
                null,
                SkyMap.Draw("Density on the sky", positions))
            { IsWide = true })
            .Figure(new Figure(
                "Share of each class along right ascension (growing to the left) and declination; each coloured area "
                    + "is 1.",
                new DataTable(
                    ["class", "objects north of 0°", "objects south of 0°"],
                    [.. sample.Classes.Select(name => new[]
                    {
                        name, FormattableString.Invariant($"{sample.Of("delta", name).Count(one => one >= 0):N0}"),
                        FormattableString.Invariant($"{sample.Of("delta", name).Count(one => one < 0):N0}"),
                    })]),
                Marginal(sample, "alpha", alpha, 0, 360),
                Marginal(sample, "delta", delta, -30, 90))
            { ShowsClasses = true });
    }

    private static string Marginal(Sample sample, string feature, Axis x, double low, double high)
    {
        var densities = sample.Classes.ToDictionary(
            name => name,
            name => Histogram.Density([.. sample.Of(feature, name).Where(double.IsFinite)], low, high, Bins));
        var chart = new Chart(x, Axis.Linear("density", 0, 1.08 * densities.Values.Max(one => one.Max())))
        {
            Height = 240,
        };
        foreach (var (name, density) in densities)
        {
            var steps = Histogram.Steps(density, low, high).ToList();
            chart.Area(steps, ClassColour.Of(name), 0.12).Line(steps, ClassColour.Of(name), 1.5);
        }

        return chart.ToSvg();
    }
}
