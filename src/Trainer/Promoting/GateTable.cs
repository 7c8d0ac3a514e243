using Spectre.Console;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Promoting;

/// <summary>Shows a comparison to people.</summary>
internal static class GateTable
{
    public static void Write(Screen screen, GateComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            "metric", "champion", "challenger", "difference", "95 % interval");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        var champion = comparison.Champion is { } metrics
            ? MetricNames.Summary(metrics).ToDictionary(figure => figure.Key, figure => figure.Value)
            : null;
        foreach (var (name, key, value) in MetricNames.Summary(comparison.Challenger))
        {
            var before = champion?[key];
            var interval = comparison.Differences.GetValueOrDefault(key);
            table.AddRow(
                name,
                FormattableString.Invariant($"{before:F4}"),
                FormattableString.Invariant($"{value:F4}"),
                Signed(value - before),
                interval is null ? "" : $"{Signed(interval.Low)} to {Signed(interval.High)}");
        }

        screen.Line($"hold-out of {comparison.File}, {comparison.Challenger.Rows:N0} rows");
        screen.Output.Write(table);
        if (comparison.Slowdown is { } slowdown)
        {
            screen.Line($"processor time a row: {slowdown:F2} times the champion's");
        }
    }

    private static string Signed(double? difference) =>
        FormattableString.Invariant($"{difference:+0.0000;-0.0000;0.0000}");
}
