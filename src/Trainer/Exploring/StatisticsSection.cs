using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>How many there are of each class, and the statistics of every feature.</summary>
internal static class StatisticsSection
{
    private static readonly double[] Shares = [0.02, 0.25, 0.5, 0.75, 0.98];

    public static Section Balance(Sample sample) => new Section("Class balance").Figure(new Figure(
        "Objects of each class.",
        new DataTable(["class", "objects", "share"], [.. sample.Classes.Select(name => new[]
        {
            name, FormattableString.Invariant($"{sample.CountOf(name):N0}"), Share(sample, name),
        })]),
        BarChart.Draw("Objects", [.. sample.Classes.Select(name => (
            name, (double)sample.CountOf(name),
                FormattableString.Invariant($"{sample.CountOf(name):N0} ({Share(sample, name)})"),
            ClassColour.Of(name), 0.0))]))
    {
        ShowsClasses = true,
    });

    public static Section Features(Sample sample)
    {
        string Text(double value) => FormattableString.Invariant($"{value:0.####}");
        var summaries = (
            from feature in sample.All
            from name in sample.Classes.Prepend("all")
            let values = name == "all" ? sample.Of(feature) : sample.Of(feature, name)
            let finite = values.Where(double.IsFinite).ToList()
            where finite.Count > 0
            select (Feature: feature, Class: name, Summary: Summary.Of(finite))).ToList();
        var table = new DataTable(
            ["feature", "class", "count", "mean", "std", "min", "25 %", "50 %", "75 %", "max", "skewness"],
            [.. summaries.Select(one => new[]
            {
                Sample.Written(one.Feature), one.Class, FormattableString.Invariant($"{one.Summary.Count:N0}"),
                Text(one.Summary.Mean), Text(one.Summary.Deviation), Text(one.Summary.Minimum),
                Text(one.Summary.FirstQuartile), Text(one.Summary.Median), Text(one.Summary.ThirdQuartile),
                Text(one.Summary.Maximum), FormattableString.Invariant($"{one.Summary.Skewness:0.00}"),
            })]);
        return new Section("Statistics of every feature")
            .Text("Magnitudes are AB magnitudes: smaller is brighter. Colours are differences of two of them: larger "
                + "is redder.")
            .Figure(new Figure(
                "Median (line), middle half (box) and the range from the 2nd to the 98th percentile (whisker) of "
                    + "every class.",
                table,
                Boxes(sample, "Magnitudes, bright above", Sample.Bands, inverted: true),
                Boxes(sample, "Colours, red above", Sample.Colours, inverted: false),
                Boxes(sample, "Redshift", ["redshift"], inverted: false))
            {
                ShowsClasses = true,
            });
    }

    private static string Boxes(Sample sample, string title, IReadOnlyList<string> features, bool inverted)
    {
        var quantiles = (
            from feature in features.Index()
            from name in sample.Classes.Index()
            let sorted = sample.Of(feature.Item, name.Item).Order().ToArray()
            select (X: feature.Index + (name.Index - 1) * 0.25, Class: name.Item,
                Q: Shares.Select(share => Summary.Quantile(sorted, share)).ToArray())).ToList();
        var (low, high) = (quantiles.Min(one => one.Q[0]), quantiles.Max(one => one.Q[4]));
        var pad = 0.05 * Math.Max(high - low, 1e-3);
        var written = inverted ? "magnitude" : title.StartsWith("Red", StringComparison.Ordinal) ? "redshift"
            : "colour, mag";
        var y = inverted ? Axis.Linear(written, high + pad, low - pad) : Axis.Linear(written, low - pad, high + pad);
        var chart = new Chart(Axis.Names("", [.. features.Select(Sample.Written)]), y, title);
        foreach (var (x, name, q) in quantiles)
        {
            var colour = ClassColour.Of(name);
            chart.Line([(x, q[0]), (x, q[4])], colour, 1.2)
                .Box(x - 0.1, q[1], x + 0.1, q[3], colour, FormattableString.Invariant($"{name}: median {q[2]:0.###}"))
                .Line([(x - 0.1, q[2]), (x + 0.1, q[2])], q[3] - q[1] > 0.01 * (high - low) ? "var(--ground)" : colour,
                2);
        }

        return chart.ToSvg();
    }

    private static string Share(Sample sample, string name) =>
        FormattableString.Invariant($"{(double)sample.CountOf(name) / sample.Rows.Count:P1}");
}
