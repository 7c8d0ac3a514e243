using System.Globalization;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>What was read, what was left out and why, and what stands twice.</summary>
internal static class DataSection
{
    private const int ShownPerReason = 5;

    public static Section Of(LabelledData data, ColumnCensus census, Sample sample)
    {
        var columns = census.Columns;
        var section = new Section("The file: missing, sentinel and duplicate rows");
        section.Text(string.Create(CultureInfo.InvariantCulture,
            $"{census.Rows:N0} {(census.Rows == 1 ? "row" : "rows")} with {columns.Count} columns; "
                + $"{data.Rows.Count:N0} can be used, {data.Dropped.Count:N0} cannot."));
        section.Text($"{data.File} is {census.Format}, read by the profile {census.Profile} as "
            + $"{string.Join("; ", data.Photometry)}.");
        if (data.Notes.Count > 0)
        {
            section.List(data.Notes);
        }

        section.Table(Inputs(sample, columns));
        if (data.Dropped.Count > 0)
        {
            section.Table(new DataTable(
                ["reason", "rows"],
                [.. data.DroppedByReason()
                    .Select(pair => new[] { pair.Key, FormattableString.Invariant($"{pair.Value:N0}") })]));
            section.Folded("The rows left out, the first of each reason", new DataTable(
                ["line", "reason", "fault"],
                [.. data.Dropped.GroupBy(row => row.Reason).SelectMany(group => group.Take(ShownPerReason))
                    .Select(row => new[] { $"{row.Line}", row.Reason, row.Message })]));
        }

        section.Text(Twice(data));
        var blank = columns.Where(column => column.Blank > 0).ToList();
        return section.Figure(new Figure(
            blank.Count == 0
                ? "No column has blanks. Columns without a use are not read: plate, fibre and date tell how an "
                    + "object was chosen, not what it is."
                : $"Blanks a column; {columns.Count - blank.Count} columns have none. Columns without a use are not "
                    + $"read: plate, fibre and date tell how an object was chosen, not what it is.",
            new DataTable(
                ["column", "used as", "unit", "blank", "−9999", "filled"],
                [.. columns.Select(column => new[]
                {
                    column.Header, column.Use, column.Unit, FormattableString.Invariant($"{column.Blank:N0}"),
                    FormattableString.Invariant($"{column.Sentinel:N0}"),
                    FormattableString.Invariant($"{1 - (double)column.Blank / Math.Max(1, column.Rows):P1}"),
                })]),
            BarChart.Draw("Filled cells a column", [.. columns.Select(column =>
            {
                var filled = 1 - (double)column.Blank / Math.Max(1, column.Rows);
                return (column.Header, filled, FormattableString.Invariant($"{filled:P0}{(
                    column.Use.Length > 0 ? ", used" : "")}"),
                    column.Use.Length > 0 ? "var(--accent)" : "var(--soft)", 0.0);
            })])));
    }

    // Each section uses what there is, of the objects that have it: here stands how many those are.
    private static DataTable Inputs(Sample sample, IReadOnlyList<CountedColumn> columns) => new(
        ["input", "column", "objects that have it"],
        [
            .. InputSet.BandNames.Append(InputSet.RedshiftName).Concat(["alpha", "delta"]).Select(name => new[]
            {
                name,
                columns.FirstOrDefault(column => column.Use == name)?.Header ?? "none",
                FormattableString.Invariant($"{sample.Of(name).Length:N0}"),
            }),
        ]);

    private static string Twice(LabelledData data)
    {
        var alike = data.Dropped.Count(row => row.Reason == DroppedRow.Duplicate);
        var first = FormattableString.Invariant(
            $"Rows left out because they repeat the magnitudes and redshift of an earlier one: {alike:N0}.");
        if (!data.Rows.Any(row => double.IsFinite(row.Observation.Alpha)))
        {
            return $"{first} The file has no positions, so an object that was measured twice cannot be found.";
        }

        var pairs = PositionPairs.Find(data.Rows);
        var disagree = pairs.Count(pair => pair.One.Class != pair.Other.Class);
        return string.Create(CultureInfo.InvariantCulture,
            $"{first} Pairs of other rows that lie within one arcsecond of each other, most likely one object "
                + $"measured twice: {pairs.Count:N0}, of which {disagree:N0} with different classes.");
    }
}
