using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Two values of every object against each other.</summary>
internal static class ColourSection
{
    private const string Dots = "A dot is an object, in the colour of its class.";

    private const string Clouds =
        "Grey: all objects, darker is more, on a logarithmic scale. Lines: half (thick) and nine tenths (thin) of "
            + "each class.";

    public static Section Colours(Sample sample)
    {
        var section = new Section("Colour–colour diagrams");
        var pairs = sample.Colours.Zip(sample.Colours.Skip(1)).ToList();
        if (pairs.Count == 0)
        {
            return section.Text("Left out: no objects have three bands that stand side by side.");
        }

        return section
            .Text("Stars lie along a narrow line, the stellar locus"
                + (sample.Colours.Contains("u-g")
                    ? "; quasars of low redshift are bluer in u − g than any common star."
                    : "."))
            .Figure(new Figure(
                How(sample),
                Medians(sample, sample.Colours),
                [.. pairs.Select(pair => Draw(sample, pair.First, pair.Second))])
            { ShowsClasses = true });
    }

    public static Section Redshift(Sample sample)
    {
        var section = new Section("Colours and brightness against redshift");
        if (!sample.HasRedshift)
        {
            return section.Text("Left out: no object of the file has a redshift.");
        }

        var brightness = sample.Bands.Contains("r") ? "r" : sample.Bands[sample.Bands.Count / 2];
        return section
            .Text("Redshift runs as log(1 + z). Emission lines of quasars wander through the bands as redshift grows, "
                + "which makes their colours wave; galaxies redden as their 4000 Å break wanders.")
            .Figure(new Figure(
                How(sample) + " In the last diagram bright is above.",
                Medians(sample, [.. sample.Colours, brightness, "redshift"]),
                [.. sample.Colours.Append(brightness).Select(name => Draw(sample, "redshift", name))])
            { ShowsClasses = true });
    }

    private static string How(Sample sample) => sample.Rows.Count <= DensityChart.MostDots ? Dots : Clouds;

    private static string Draw(Sample sample, string x, string y) => DensityChart.Draw(
        AxisOf(sample, x), AxisOf(sample, y), $"{Sample.Written(y)} against {Sample.Written(x)}", sample.Pairs(x, y));

    private static Axis AxisOf(Sample sample, string feature)
    {
        var (low, high) = sample.Extent(feature, feature == "redshift" ? 0.001 : 0.003);
        var pad = 0.03 * (high - low);
        return feature switch
        {
            // Stars move towards us at less than 0.02 of the speed of light.
            "redshift" => Axis.Redshift((high > 0 ? Math.Max(low, -0.02) : low) - 0.01, high),
            _ when sample.Bands.Contains(feature) => Axis.Linear($"{feature}, mag", high + pad, low - pad),
            _ => Axis.Linear($"{Sample.Written(feature)}, mag", low - pad, high + pad),
        };
    }

    private static DataTable Medians(Sample sample, IReadOnlyList<string> features) => new(
        ["median", .. sample.Classes],
        [.. features.Select(feature => (IReadOnlyList<string>)[Sample.Written(feature), .. sample.Classes.Select(
            name => sample.Of(feature, name) is { Length: > 0 } values
                ? FormattableString.Invariant($"{Summary.Of(values).Median:0.###}")
                : "")])]);
}
