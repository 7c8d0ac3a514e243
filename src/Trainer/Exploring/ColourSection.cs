using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Two values of every object against each other.</summary>
internal static class ColourSection
{
    private const string How =
        "Grey: all objects, darker is more, on a logarithmic scale. Lines: half (thick) and nine tenths (thin) of "
            + "each class.";

    public static Section Colours(Sample sample) => new Section("Colour–colour diagrams")
        .Text("Stars lie along a narrow line, the stellar locus; quasars of low redshift are bluer in u − g than any "
            + "common star.")
        .Figure(new Figure(
            How,
            Medians(sample, Sample.Colours),
            Draw(sample, "u-g", "g-r"), Draw(sample, "g-r", "r-i"), Draw(sample, "r-i", "i-z"))
        { ShowsClasses = true });

    public static Section Redshift(Sample sample) => new Section("Colours and brightness against redshift")
        .Text("Redshift runs as log(1 + z). Emission lines of quasars wander through the bands as redshift grows, "
            + "which makes their colours wave; galaxies redden as their 4000 Å break wanders.")
        .Figure(new Figure(
            How + " In the last diagram bright is above.",
            Medians(sample, [.. Sample.Colours, "r", "redshift"]),
            [.. Sample.Colours.Select(colour => Draw(sample, "redshift", colour)), Draw(sample, "redshift", "r")])
        { ShowsClasses = true });

    private static string Draw(Sample sample, string x, string y) => DensityChart.Draw(
        AxisOf(sample, x), AxisOf(sample, y), $"{Sample.Written(y)} against {Sample.Written(x)}", sample.Pairs(x, y));

    private static Axis AxisOf(Sample sample, string feature)
    {
        var (low, high) = sample.Extent(feature, feature == "redshift" ? 0.001 : 0.003);
        var pad = 0.03 * (high - low);
        return feature switch
        {
            "redshift" => Axis.Redshift(Math.Max(low, -0.02) - 0.01, high),
            _ when Sample.Bands.Contains(feature) => Axis.Linear($"{feature}, mag", high + pad, low - pad),
            _ => Axis.Linear($"{Sample.Written(feature)}, mag", low - pad, high + pad),
        };
    }

    private static DataTable Medians(Sample sample, IReadOnlyList<string> features) => new(
        ["median", .. sample.Classes],
        [.. features.Select(feature => (IReadOnlyList<string>)[Sample.Written(feature), .. sample.Classes.Select(
            name => FormattableString.Invariant($"{Summary.Of(sample.Of(feature, name)).Median:0.###}"))])]);
}
