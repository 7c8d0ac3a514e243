using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>How every value is distributed, in each class and over all.</summary>
internal static class DistributionSection
{
    private const int Bins = 80;
    private static readonly double[] Shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    public static Section Of(Sample sample) => new Section("Distributions per class").Figure(new Figure(
        "Density of every value in each class; each coloured area is 1. The thin line is all objects together. One "
            + "object in "
            + "a thousand on either side is beyond the frame. Redshift is shown as log(1 + z), in which the stars' "
            + "is one bin.",
        new DataTable(
            ["value", "class", .. Shares.Select(share => FormattableString.Invariant($"{share:P0}"))],
            [.. from feature in Sample.Photometric
                from name in sample.Classes
                let sorted = sample.Of(feature, name).Order().ToArray()
                select (IReadOnlyList<string>)[Sample.Written(feature), name, .. Shares.Select(
                    share => FormattableString.Invariant($"{Summary.Quantile(sorted, share):0.####}"))]]),
        [.. Sample.Photometric.Select(feature => Draw(sample, feature))])
    {
        ShowsClasses = true,
    });

    private static string Draw(Sample sample, string feature)
    {
        var isRedshift = feature == "redshift";
        var (low, high) = sample.Extent(feature);

        // Counted in the axis's own units, so that equal areas are equal numbers there too.
        Func<double, double> scale = isRedshift ? z => Math.Log(1 + z) : value => value;
        Func<double, double> back = isRedshift ? value => Math.Exp(value) - 1 : value => value;
        var (start, end) = (scale(low), scale(high));
        var densities = sample.Classes.ToDictionary(
            name => name, name => Histogram.Density([.. sample.Of(feature, name).Select(scale)], start, end, Bins));
        var all = Histogram.Density([.. sample.Of(feature).Select(scale)], start, end, Bins);

        // The stars' redshift is one bin: were the frame as high as it, nothing else would be seen.
        var top = isRedshift
            ? 1.15 * densities.Values.Select(one => one.OrderDescending().ElementAt(2)).Where(one => one > 0).Order()
            .Take(2).Max()
            : 1.08 * densities.Values.Max(one => one.Max());
        var x = isRedshift ? Axis.Redshift(low, high) : Axis.Linear(Title(feature), low, high);
        var chart = new Chart(x, Axis.Linear("density", 0, top), Sample.Written(feature)) { Height = 260 };
        foreach (var (name, density) in densities)
        {
            var steps = Histogram.Steps(density, start, end).Select(point => (back(point.X), point.Y)).ToList();
            chart.Area(steps, ClassColour.Of(name)).Line(steps, ClassColour.Of(name), 1.5);
        }

        return chart.Line(
            Histogram.Steps(all, start, end).Select(point => (back(point.X), point.Y)), "var(--soft)", 0.9).ToSvg();
    }

    private static string Title(string feature) =>
        feature.Contains('-', StringComparison.Ordinal) ? "colour, mag" : "magnitude";
}
