using System.Text;
using System.Text.RegularExpressions;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Delimited;

/// <summary>
/// What stands before the first row: comments, of which some tell units (ECSV) or are themselves the header (what
/// <c>numpy.savetxt</c> and TOPCAT write), and the names of the columns.
/// </summary>
internal sealed partial class Preamble
{
    private const int SampledRecords = 50;
    private const int LongestShown = 60;

    private Preamble(Dialect dialect) => Dialect = dialect;

    public Dialect Dialect { get; }

    public IReadOnlyList<TableColumn> Columns { get; private init; } = [];

    public bool HasDecimalComma { get; private init; }

    /// <summary>Where the first row begins.</summary>
    public int Start { get; private init; }

    /// <summary>The line at which it begins.</summary>
    public long Line { get; private init; }

    /// <summary>Reads the beginning of a file.</summary>
    /// <param name="head">UTF-8, without a byte order mark.</param>
    /// <param name="isAll">Whether it is the whole file.</param>
    /// <exception cref="CatalogueException">It is no table.</exception>
    public static Preamble Of(byte[] head, bool isAll)
    {
        var (start, line, comments) = SkipComments(head);
        if (start == head.Length)
        {
            throw new CatalogueException("the file is empty");
        }

        var first = Encoding.UTF8.GetString(LineAt(head, start));
        if (first.StartsWith('\\') || (first.StartsWith('|') && first.TrimEnd().EndsWith('|')))
        {
            throw new CatalogueException("an IPAC table: save it as CSV, VOTable or FITS");
        }

        var dialect = Recognise(head[start..], isAll)
            ?? throw new CatalogueException($"no table: its first line is '{Shown(first)}'");
        var records = Records(head[start..], dialect, isAll);
        var units = Units(comments);
        if (!HoldsNumbers(records[0]))
        {
            return new Preamble(dialect)
            {
                Columns = Named(records[0], units),
                HasDecimalComma = HasComma(dialect, records.Skip(1)),
                Start = start + LengthOfFirst(head[start..], dialect, isAll),
                Line = line + LinesIn(head.AsSpan(start, LengthOfFirst(head[start..], dialect, isAll))),
            };
        }

        var header = comments.Count == 0 ? [] : Split(comments[^1], dialect);
        return header.Count == records[0].Count
            ? new Preamble(dialect)
            {
                Columns = Named(header, units),
                HasDecimalComma = HasComma(dialect, records),
                Start = start,
                Line = line,
            }
            : throw new CatalogueException(
                $"line {line} is '{Shown(first)}': the names of the columns belong there");
    }

    // Lines that are blank or begin with #, which are kept without it.
    private static (int Start, long Line, List<string> Comments) SkipComments(byte[] head)
    {
        var (start, line, comments) = (0, 1L, new List<string>());
        while (start < head.Length)
        {
            var text = LineAt(head, start);
            var trimmed = text.Trim(" \t"u8);
            if (!trimmed.IsEmpty && trimmed[0] != '#')
            {
                break;
            }

            if (!trimmed.IsEmpty)
            {
                comments.Add(Encoding.UTF8.GetString(trimmed).TrimStart('#').Trim());
            }

            start += text.Length;
            start += start + 1 < head.Length && head[start] == '\r' && head[start + 1] == '\n' ? 2 : 1;
            line++;
        }

        return (Math.Min(start, head.Length), line, comments);
    }

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int start) =>
        text[start..].IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var length
            ? text.Slice(start, length)
            : text[start..];

    // The one by which most records have as many fields as the first; of several, the one that makes the most fields.
    private static Dialect? Recognise(byte[] text, bool isAll) => Dialect.All
        .Select(dialect => (Dialect: dialect, Records: Records(text, dialect, isAll)))
        .Where(one => one.Records is [{ Count: > 1 }, ..])
        .OrderByDescending(one => one.Records.Average(record => record.Count == one.Records[0].Count ? 1.0 : 0.0))
        .ThenByDescending(one => one.Records[0].Count)
        .Select(one => one.Dialect)
        .FirstOrDefault();

    private static List<List<string>> Records(byte[] text, Dialect dialect, bool isAll)
    {
        // A copy, as the splitter makes doubled quotes single.
        var copy = text.ToArray();
        var (splitter, records) = (new RecordSplitter(dialect), new List<List<string>>());
        for (var at = 0; at >= 0 && at < copy.Length && records.Count < SampledRecords;)
        {
            at = splitter.Next(copy, at, isAll);
            if (at >= 0 && (splitter.Fields.Length > 1 || splitter.Fields[0].Length > 0))
            {
                records.Add([.. splitter.Fields.ToArray().Select(
                    field => Encoding.UTF8.GetString(copy, field.Start, field.Length))]);
            }
        }

        return records;
    }

    private static int LengthOfFirst(byte[] text, Dialect dialect, bool isAll) =>
        new RecordSplitter(dialect).Next(text.ToArray(), 0, isAll);

    private static List<string> Split(string line, Dialect dialect) =>
        Records(Encoding.UTF8.GetBytes(line), dialect, isAll: true) is [var fields, ..] ? fields : [];

    private static int LinesIn(ReadOnlySpan<byte> text) =>
        text.Count((byte)'\n') is > 0 and var feeds ? feeds : text.Count((byte)'\r');

    private static bool HoldsNumbers(List<string> fields) => fields.Any(
        field => NumberText.TryParse(Encoding.UTF8.GetBytes(field), hasDecimalComma: true, out var number)
            && !double.IsNaN(number));

    // 20,76271 in a table whose values no comma separates, and nowhere 20.76271.
    private static bool HasComma(Dialect dialect, IEnumerable<List<string>> records)
    {
        if (dialect.Separator == ',')
        {
            return false;
        }

        var fields = records.SelectMany(record => record).ToList();
        return fields.Any(CommaNumber().IsMatch) && !fields.Any(PointNumber().IsMatch);
    }

    private static TableColumn[] Named(List<string> names, Dictionary<string, string> units) =>
        [.. names.Select(name => new TableColumn(name, ColumnKind.Text, units.GetValueOrDefault(name)))];

    // ECSV's header is YAML, a line a column: - {name: ra, unit: deg, datatype: float64}
    private static Dictionary<string, string> Units(List<string> comments)
    {
        var units = new Dictionary<string, string>();
        foreach (var found in comments.Select(comment => EcsvColumn().Match(comment)).Where(match => match.Success))
        {
            units[found.Groups["name"].Value] = found.Groups["unit"].Value;
        }

        return units;
    }

    private static string Shown(string line) => line.Length <= LongestShown ? line : line[..LongestShown] + "…";

    [GeneratedRegex(@"^- \{name: (?<name>[^,}]+), unit: (?<unit>[^,}]+)", RegexOptions.CultureInvariant)]
    private static partial Regex EcsvColumn();

    [GeneratedRegex(@"^[+-]?\d+,\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaNumber();

    [GeneratedRegex(@"^[+-]?\d+\.\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex PointNumber();
}
