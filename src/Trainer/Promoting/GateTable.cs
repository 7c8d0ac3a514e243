using Spectre.Console;
using Streaming.Classification.Models;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Promoting;

/// <summary>Shows a comparison to people.</summary>
internal static class GateTable
{
    public static void Write(Screen screen, GateComparison comparison)
    {
        var fullest = comparison.Fullest;
        if (fullest.Challenger is { } challenger)
        {
            screen.Line($"hold-out of {comparison.File}, {challenger.Rows:N0} rows, by {fullest.Inputs}");
            WriteFullest(screen, challenger, fullest);
        }

        if (comparison.Sets.Count > 1)
        {
            WriteSets(screen, comparison.Sets);
        }

        if (comparison.Slowdown is { } slowdown)
        {
            screen.Line($"processor time a row: {slowdown:F2} times the champion's");
        }
    }

    private static void WriteFullest(Screen screen, ModelMetrics challenger, SetComparison set)
    {
        var table = NumberTable.Of("metric", "champion", "challenger", "difference", "95 % interval");
        var champion = set.Champion is { } metrics
            ? MetricNames.Summary(metrics).ToDictionary(figure => figure.Key, figure => figure.Value)
            : null;
        foreach (var (name, key, value) in MetricNames.Summary(challenger))
        {
            var before = champion?[key];
            table.AddRow(
                name,
                FormattableString.Invariant($"{before:F4}"),
                FormattableString.Invariant($"{value:F4}"),
                Signed(value - before),
                Text(set.Differences.GetValueOrDefault(key)));
        }

        screen.Output.Write(table);
    }

    private static void WriteSets(Screen screen, IReadOnlyList<SetComparison> sets)
    {
        var table = NumberTable.Of("macro-F1, by inputs", "champion", "challenger", "difference", "95 % interval");
        foreach (var set in sets)
        {
            table.AddRow(
                set.Inputs,
                FormattableString.Invariant($"{set.Champion?.MacroF1:F4}"),
                FormattableString.Invariant($"{set.Challenger?.MacroF1:F4}"),
                Signed(set.Challenger?.MacroF1 - set.Champion?.MacroF1),
                Text(set.Differences.GetValueOrDefault(MetricNames.MacroF1)));
        }

        screen.Output.Write(table);
    }

    private static string Text(FigureDifference? interval) =>
        interval is null ? "" : $"{Signed(interval.Low)} to {Signed(interval.High)}";

    private static string Signed(double? difference) =>
        FormattableString.Invariant($"{difference:+0.0000;-0.0000;0.0000}");
}
