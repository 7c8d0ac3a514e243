using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Streaming.Classification.Models;

namespace Streaming.Worker.Demo;

/// <summary>Draws the demo's figures.</summary>
internal static class DemoView
{
    private static readonly Dictionary<string, Color> Colours = new()
    {
        ["STAR"] = Color.Yellow,
        ["GALAXY"] = Color.Aqua,
        ["QSO"] = Color.Fuchsia,
    };

    public static IRenderable Live(DemoFigures figures, int count)
    {
        var chart = new BarChart { Width = 60, MaxValue = Math.Max(1, figures.Classified) };
        foreach (var (name, number) in figures.Classes)
        {
            chart.AddItem(name, number, Colours[name]);
        }

        var counts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("inputs", figures.Kinds.Select(kind => Invariant($"{kind.Name} {kind.Classified:N0}")));
        Add("candidates", Candidates(figures).Select(entry => Invariant($"{entry.Number} {entry.Count:N0}")));
        Add("novel", figures.Novel is { } novel ? [Invariant($"{novel:N0}")] : []);
        Add("rejected", [Invariant($"{figures.Rejected:N0}")]);
        return new Rows(
            new Text(Invariant($"{figures.Answered:N0} of {count:N0} observations, {figures.PerSecond:N0} a second")),
            chart,
            counts);

        void Add(string name, IEnumerable<string> values) =>
            counts.AddRow(new Text(name), new Text(string.Join(", ", values)));
    }

    public static Table Summary(DemoFigures figures, int count, ModelManifest model)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("A simulated night, classified") };
        table.AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        Add("observations", Invariant($"{count:N0}"));
        foreach (var (name, number) in figures.Classes)
        {
            Add($"  {name}", Invariant($"{number:N0}"));
        }

        Add("agree with the simulated truth", Share(figures.Agreeing, figures.Classified));
        foreach (var kind in figures.Kinds)
        {
            Add(Invariant($"  of {kind.Classified:N0} {kind.Name}"), Share(kind.Agreeing, kind.Classified));
        }

        AddDoubt();
        Add("rejected", Invariant($"{figures.Rejected:N0}"));
        foreach (var (reason, number) in figures.Reasons.OrderByDescending(entry => entry.Value))
        {
            Add($"  {reason}", Invariant($"{number:N0}"));
        }

        Add("unanswered", Invariant($"{count - figures.Answered:N0}"));
        Add("throughput", Invariant($"{figures.PerSecond:N0} observations/s"));
        Add("latency p50, p95, p99", Invariant($"{figures.P50:N0} ms, {figures.P95:N0} ms, {figures.P99:N0} ms"));
        Add("model", model.Version);
        return table;

        void AddDoubt()
        {
            if (figures.Coverage is { } coverage)
            {
                var told = figures.Candidates.Sum(entry => entry.Count);
                Add(Invariant($"truth among the candidates, asked for {coverage:P0}"), Share(figures.Covered, told));
                foreach (var (number, answers) in Candidates(figures))
                {
                    Add(InWords(number), Invariant($"{answers:N0}"));
                }
            }

            if (figures.Novel is { } novel)
            {
                Add("novel, unlike the training data", Invariant($"{novel:N0}"));
            }
        }

        void Add(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }

    // The usual case, one, first and none last.
    private static IEnumerable<(string Number, int Count)> Candidates(DemoFigures figures) =>
        figures.Candidates.OrderBy(entry => entry.Candidates == 0).Select(entry => (entry.Candidates switch
        {
            0 => "none",
            1 => "one",
            2 => "two",
            _ => "three",
        }, entry.Count));

    private static string InWords(string number) => number switch
    {
        "none" => "  no candidate",
        "one" => "  one candidate",
        _ => $"  {number} candidates",
    };

    private static string Share(int part, int whole) =>
        whole == 0 ? "-" : Invariant($"{(double)part / whole:P2}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
