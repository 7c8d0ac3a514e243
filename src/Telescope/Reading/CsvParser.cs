using System.Globalization;
using Streaming.Contracts;

namespace Streaming.Telescope.Reading;

/// <summary>Reads observations from comma-separated values.</summary>
internal sealed class CsvParser(CsvHeader header) : IRowParser
{
    private static readonly DateTimeOffset MjdEpoch = new(1858, 11, 17, 0, 0, 0, TimeSpan.Zero);

    public ParsedRow Parse(string line)
    {
        var fields = CsvLine.Split(line);
        if (fields is null) return new ParsedRow(null, "a quote is not closed");
        if (fields.Count != header.Width)
            return new ParsedRow(null, $"{fields.Count} fields instead of {header.Width}");
        try
        {
            return new ParsedRow(Parse(fields), null);
        }
        catch (FormatException exception)
        {
            return new ParsedRow(null, exception.Message);
        }
    }

    private ObservationReceived Parse(IReadOnlyList<string> fields) => new()
    {
        ObservationId = Text(fields, CsvColumn.ObservationId),
        ObservedAt = Time(fields),
        Alpha = Number(fields, CsvColumn.Alpha),
        Delta = Number(fields, CsvColumn.Delta),
        U = Number(fields, CsvColumn.U),
        G = Number(fields, CsvColumn.G),
        R = Number(fields, CsvColumn.R),
        I = Number(fields, CsvColumn.I),
        Z = Number(fields, CsvColumn.Z),
        Redshift = Number(fields, CsvColumn.Redshift),
        VisitId = Text(fields, CsvColumn.VisitId),
    };

    private string? Text(IReadOnlyList<string> fields, CsvColumn column) =>
        header.PlaceOf(column) is { } place && !IsMissing(fields[place]) ? fields[place] : null;

    private double? Number(IReadOnlyList<string> fields, CsvColumn column)
    {
        if (Text(fields, column) is not { } text || IsInfinite(text)) return null;
        // JSON has no number for one that is too large, so it cannot be sent on.
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        throw new FormatException($"{column.ToString().ToLowerInvariant()} is not a number: {text}");
    }

    private DateTimeOffset? Time(IReadOnlyList<string> fields)
    {
        if (Text(fields, CsvColumn.ObservedAt) is not { } text)
            return Number(fields, CsvColumn.Mjd) is { } days and > -600_000 and < 2_000_000
                ? MjdEpoch.AddDays(days)
                : null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        throw new FormatException($"observed_at is not a time: {text}");
    }

    // Where programs write NaN for what was not measured, some write this.
    private static bool IsInfinite(string field) =>
        field.TrimStart('+', '-') is var word
        && (word.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || word.Equals("infinity", StringComparison.OrdinalIgnoreCase));

    private static bool IsMissing(string field) =>
        field.Length == 0
        || field.Equals("null", StringComparison.OrdinalIgnoreCase)
        || field.Equals("nan", StringComparison.OrdinalIgnoreCase);
}
