using Spectre.Console;

namespace Streaming.Trainer.Evaluating;

/// <summary>Shows where a model is good: by inputs, by brightness, by how sure it is.</summary>
internal static class BreakdownTables
{
    public static void Write(Screen screen, EvaluationReport report)
    {
        WriteGroups(screen, "inputs", report.ByInputs);
        WriteGroups(screen, "r magnitude", report.ByMagnitude);
        var table = NumberTable.Of("answering the surest", "right", "confidence from");
        foreach (var one in report.Answering)
        {
            table.AddRow(
                FormattableString.Invariant($"{one.Answered:P0}"),
                FormattableString.Invariant($"{one.Right:P2}"),
                FormattableString.Invariant($"{one.Confidence:F4}"));
        }

        screen.Output.Write(table);
        if (report.Novelty is { } novelty)
        {
            screen.Line($"called novel: {novelty.FalseAlarms:P2} of the rows, {novelty.Junk:P1} of rows drawn evenly over "
                + $"each band, {novelty.WrongBand:P1} with one band wrong by 2 mag");
        }
    }

    private static void WriteGroups(Screen screen, string what, IReadOnlyList<Answers.Group> groups)
    {
        var table = NumberTable.Of([what, .. MetricColumns.Names]);
        foreach (var group in groups)
        {
            table.AddRow([group.Name, .. MetricColumns.Of(group.Metrics)]);
        }

        screen.Output.Write(table);
    }
}
