using Spectre.Console;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Evaluating;

/// <summary>Shows metrics to people.</summary>
internal static class MetricsTables
{
    private static readonly IReadOnlyDictionary<string, Interval> NoIntervals = new Dictionary<string, Interval>();

    public static void Write(
        Screen screen, ModelMetrics metrics, IReadOnlyDictionary<string, Interval>? intervals = null)
    {
        WriteSummary(screen, metrics, intervals ?? NoIntervals);
        WriteClasses(screen, metrics);
        WriteConfusion(screen, metrics);
    }

    private static void WriteSummary(
        Screen screen, ModelMetrics metrics, IReadOnlyDictionary<string, Interval> intervals)
    {
        var table = NumberTable.Of("metric", "value");
        if (intervals.Count > 0)
        {
            table.AddColumn("95 % interval");
        }

        foreach (var (name, key, value) in MetricNames.Summary(metrics))
        {
            string[] cells = [name, FormattableString.Invariant($"{value:F4}")];
            table.AddRow(intervals.Count == 0 ? cells : [.. cells, Text(intervals.GetValueOrDefault(key))]);
        }

        screen.Line($"{metrics.Rows:N0} rows");
        screen.Output.Write(table);
        if (intervals.Count > 0 && RowGroups.Words(metrics.Rows) is { Length: > 0 } words)
        {
            screen.Line(words);
        }
    }

    private static void WriteClasses(Screen screen, ModelMetrics metrics)
    {
        var table = NumberTable.Of("class", "precision", "recall", "F1", "rows");
        foreach (var (name, one) in metrics.Classes)
        {
            table.AddRow(
                name,
                FormattableString.Invariant($"{one.Precision:F4}"),
                FormattableString.Invariant($"{one.Recall:F4}"),
                FormattableString.Invariant($"{one.F1:F4}"),
                FormattableString.Invariant($"{one.Rows:N0}"));
        }

        screen.Output.Write(table);
    }

    private static void WriteConfusion(Screen screen, ModelMetrics metrics)
    {
        var table = NumberTable.Of("is, was called");
        foreach (var name in metrics.Confusion.Keys)
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var (name, row) in metrics.Confusion)
        {
            table.AddRow([name, .. row.Values.Select(count => FormattableString.Invariant($"{count:N0}"))]);
        }

        screen.Output.Write(table);
    }

    private static string Text(Interval? interval) =>
        interval is null ? "" : FormattableString.Invariant($"{interval.Low:F4} to {interval.High:F4}");
}
