using Spectre.Console;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>Says what was read, what was left out and how the rest is split.</summary>
internal static class DataReport
{
    private const int ShownPerReason = 3;

    public static void Write(Screen screen, LabelledData data)
    {
        screen.Line($"{data.File}: {data.Rows.Count:N0} rows, {data.Dropped.Count:N0} dropped");
        foreach (var note in data.Notes)
        {
            screen.Line($"  {note}");
        }

        if (data.Lacking > 0)
        {
            screen.Line($"  left out, as an input was not measured: {data.Lacking:N0}");
        }

        foreach (var name in InputSet.Spectroscopic.Names)
        {
            var without = data.Rows.Count(row => double.IsNaN(row.Observation.Value(name)));
            if (without > 0)
            {
                screen.Line($"  {name} not measured: {without:N0}");
            }
        }

        if (data.Labels is { } labels)
        {
            screen.Line(
                $"  labels: {labels.Count:N0}, giving {labels.Rows:N0} rows, {labels.Replaced:N0} in place of a file's");
        }

        foreach (var (reason, count) in data.DroppedByReason())
        {
            screen.Line($"  {reason}: {count:N0}");
            foreach (var row in data.Dropped.Where(row => row.Reason == reason).Take(ShownPerReason))
            {
                screen.Line($"    {row.File} line {row.Line}: {row.Message}");
            }

            if (count > ShownPerReason)
            {
                screen.Line($"    and {count - ShownPerReason:N0} more");
            }
        }
    }

    /// <summary>Shows how many rows of each class are on either side of the split.</summary>
    public static void WriteSplit(Screen screen, LabelledData data)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("part", "rows");
        foreach (var name in ObjectClass.All)
        {
            table.AddColumn(name);
        }

        Add("training", data.Part(DataPart.Training));
        Add("hold-out", data.Part(DataPart.HoldOut));
        screen.Output.Write(table);

        void Add(string part, IReadOnlyList<LabelledRow> rows)
        {
            var shares = LabelledData.ByClass(rows).Values.Select(
                count => FormattableString.Invariant($"{count:N0} ({(double)count / Math.Max(rows.Count, 1):P1})"));
            table.AddRow([part, FormattableString.Invariant($"{rows.Count:N0}"), .. shares]);
        }
    }
}
