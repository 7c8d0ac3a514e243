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

        return new Rows(
            new Text(Invariant($"{figures.Answered:N0} of {count:N0} observations, {figures.PerSecond:N0} a second")),
            chart);
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

        Add("agree with the simulated truth", Invariant($"{Share(figures.Agreeing, figures.Classified):P2}"));
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

        void Add(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
