using System.Globalization;
using Streaming.Contracts;
using Streaming.Reporting;

namespace Streaming.Worker.Tables;

/// <summary>A page of figures of what was said of a table.</summary>
/// <param name="counts">What was counted.</param>
/// <param name="sample">Rows to draw.</param>
/// <param name="lineWord">What a row's number is: line or row.</param>
internal sealed class TablePage(TableCounts counts, TableSample sample, string lineWord)
{
    private const int Bins = 40;
    private const double LeastConfidence = 1.0 / 3;

    /// <param name="title">What was classified.</param>
    /// <param name="subtitle">By which model, when.</param>
    /// <param name="notes">What was decided about its columns.</param>
    public Page Of(string title, string subtitle, IReadOnlyList<string> notes)
    {
        var page = new Page(title, subtitle);
        page.Add(Classes(notes));
        if (sample.Rows.Count > 0)
        {
            page.Add(Certainty());
            page.Add(Colours());
            if (sample.Rows.Any(row => double.IsFinite(row.Alpha) && double.IsFinite(row.Delta)))
            {
                page.Add(Sky());
            }
        }

        if (Count(kind => kind.Known is not null) > 0)
        {
            page.Add(Agreement());
        }

        if (counts.Rejected > 0)
        {
            page.Add(Rejected());
        }

        return page;
    }

    private Section Classes(IReadOnlyList<string> notes)
    {
        var section = new Section("What was found")
            .Text($"{counts.Classified:N0} rows were classified, {counts.Rejected:N0} could not be.");
        if (notes.Count > 0)
        {
            section.List(notes);
        }

        return section.Figure(new Figure(
            "Objects of each class. Certain: its class is the only candidate. Novel: unlike 99 of 100 training objects.",
            new DataTable(
                ["class", "objects", "share", "certain", "novel"],
                [.. ObjectClass.All.Select(name => new[]
                {
                    name,
                    Text(Objects(name)),
                    Share(Objects(name), counts.Classified),
                    Share(Count(kind => kind.Class == name && kind.IsCertain), Objects(name)),
                    Share(Count(kind => kind.Class == name && kind.IsNovel), Objects(name)),
                })]),
            BarChart.Draw("Objects", [.. ObjectClass.All.Select(name => (
                name,
                (double)Objects(name),
                $"{Text(Objects(name))} ({Share(Objects(name), counts.Classified)})",
                ClassColour.Of(name),
                0.0))]))
        {
            ShowsClasses = true,
        }).Table(new DataTable(
            ["classified by", "objects", "share"],
            [.. counts.Answers.GroupBy(one => one.Kind.Inputs, one => one.Count).OrderByDescending(group => group.Sum())
                .Select(group => new[] { group.Key, Text(group.Sum()), Share(group.Sum(), counts.Classified) })]));
    }

    private Section Certainty() => new Section("How sure").Text(Drawn).Figure(new Figure(
        "Share of the objects of each class by the probability of that class, and by magnitude.",
        null,
        Steps(
            "Confidence",
            Axis.Linear("probability of the class", LeastConfidence, 1),
            row => row.Confidence,
            LeastConfidence,
            1),
        Magnitudes())
    {
        ShowsClasses = true,
    });

    private string Magnitudes()
    {
        var (low, high) = Range(row => row.Magnitude);
        var axis = Axis.Linear($"{sample.Band}, AB magnitude", low, high);
        return Steps("Magnitude", axis, row => row.Magnitude, low, high);
    }

    private string Steps(string title, Axis x, Func<SampledRow, double> value, double low, double high)
    {
        var heights = ObjectClass.All.ToDictionary(name => name, name => Histogram.Density(
            [.. sample.Rows.Where(row => row.Class == name).Select(value).Where(double.IsFinite)], low, high, Bins));
        var most = Math.Max(heights.Values.Max(bins => bins.Max()), 1e-9);
        var chart = new Chart(x, Axis.Linear("share of its class", 0, 1.05 * most), title);
        foreach (var (name, bins) in heights.Where(one => one.Value.Max() > 0))
        {
            chart.Line(Histogram.Steps(bins, low, high), ClassColour.Of(name));
        }

        return chart.ToSvg();
    }

    private Section Colours()
    {
        var section = new Section("Colours").Text(Drawn);
        if (sample.Colours.Count == 0)
        {
            return section.Text("The table has no two colours of neighbouring bands.");
        }

        var (left, right) = Range(row => row.Bluer);
        var (low, high) = Range(row => row.Redder);
        var names = sample.Colours.Select(pair => $"{pair.One} − {pair.Other}, mag").ToList();
        return section.Figure(new Figure(
            "Two colours of every object: the darker, the more. Lines hold half and nine tenths of each class.",
            null,
            DensityChart.Draw(
                Axis.Linear(names[0], left, right),
                Axis.Linear(names[1], low, high),
                "",
                ObjectClass.All.ToDictionary(
                    name => name,
                    name => (IReadOnlyList<(double, double)>)
                    [
                        .. sample.Rows.Where(row => row.Class == name && double.IsFinite(row.Bluer + row.Redder))
                            .Select(row => (row.Bluer, row.Redder)),
                    ])))
        {
            ShowsClasses = true,
        });
    }

    private Section Sky() => new Section("Sky").Text(Drawn).Figure(new Figure(
        "Where the objects are: the darker, the more.",
        null,
        SkyMap.Draw("", [.. sample.Rows
            .Where(row => double.IsFinite(row.Alpha + row.Delta) && row.Alpha is >= 0 and < 360)
            .Select(row => (row.Alpha, row.Delta))]))
    {
        IsWide = true,
    });

    private Section Agreement()
    {
        var known = Count(kind => kind.Known is not null);
        var agreeing = Count(kind => kind.Known == kind.Class);
        return new Section("Against the table's own classes")
            .Text($"{known:N0} rows have a class of their own; {Share(agreeing, known)} are given the same.")
            .Table(new DataTable(
                ["in the table", .. ObjectClass.All, "recall"],
                [.. ObjectClass.All.Select(own => (string[])
                [
                    own,
                    .. ObjectClass.All.Select(said => Text(Count(kind => kind.Known == own && kind.Class == said))),
                    Share(Count(kind => kind.Known == own && kind.Class == own), Count(kind => kind.Known == own)),
                ])]));
    }

    private Section Rejected() => new Section("What was not classified").Table(new DataTable(
        ["reason", "rows", "the first of them"],
        [.. counts.Reasons.OrderByDescending(reason => reason.Count).Select(reason => new[]
        {
            reason.Code,
            Text(reason.Count),
            string.Join("; ", reason.Examples.Select(row => $"{lineWord} {row.Line}: {row.Reason.Message}")),
        })]));

    private long Objects(string name) => Count(kind => kind.Class == name);

    private long Count(Func<SummaryKind, bool> isMeant) =>
        counts.Answers.Where(one => isMeant(one.Kind)).Sum(one => one.Count);

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) =>
        whole == 0 ? "" : ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture);

    // Of a run that went on, the rows before it are not seen again.
    private string Drawn => sample.Seen < counts.Classified
        ? FormattableString.Invariant($"Drawn from the {sample.Seen:N0} rows after the run was gone on with.")
        : sample.IsPart
        ? FormattableString.Invariant($"Drawn from {sample.Rows.Count:N0} rows, chosen by chance from all of them.")
        : "Drawn from all rows.";

    // From the 1st to the 99th percentile, and a little more: a few odd values are not to press all others together.
    private (double Low, double High) Range(Func<SampledRow, double> value)
    {
        var sorted = sample.Rows.Select(value).Where(double.IsFinite).Order().ToList();
        if (sorted.Count == 0)
        {
            return (0, 1);
        }

        var (low, high) = (sorted[sorted.Count / 100], sorted[^(1 + (sorted.Count / 100))]);
        var pad = Math.Max(0.1 * (high - low), 0.1);
        return (low - pad, high + pad);
    }
}
