using System.Globalization;
using System.Text;
using Streaming.Catalogues;
using Streaming.Catalogues.Delimited;
using Streaming.Contracts;

namespace Streaming.Trainer.Downloading;

/// <summary>
/// Reads the service's CSV. It begins with a line <c>#Table1</c>; what went wrong may come as HTML, JSON or plain text,
/// and with the status of a success.
/// </summary>
internal static class SkyServerAnswer
{
    private const int ShownLength = 200;
    private static readonly int Usual = SkyServerQuery.UsualColumns.Count;

    /// <exception cref="PassingFaultException">It is no count.</exception>
    public static long Count(string body) =>
        Lines(body) is ["n", var text]
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw NotCsv(body);

    /// <summary>Reads rows.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="columns">The columns that were asked for.</param>
    /// <param name="after">The key that was asked from.</param>
    /// <exception cref="PassingFaultException">It is no page of rows, in their order, after the key.</exception>
    public static IReadOnlyList<SurveyRow> Page(string body, IReadOnlyList<string> columns, ulong after)
    {
        var rows = Records(body, columns).ConvertAll(Row);
        foreach (var row in rows)
        {
            if (row.Spectrum <= after)
            {
                throw new PassingFaultException($"spectrum {row.Spectrum} does not come after {after}");
            }

            after = row.Spectrum;
        }

        return rows;
    }

    private static List<string[]> Records(string body, IReadOnlyList<string> columns)
    {
        if (Lines(body).Length == 0)
        {
            // A table without rows may come without its header, but not without its title.
            return body.StartsWith('#') ? [] : throw new PassingFaultException("the answer is empty");
        }

        try
        {
            using var reader = new DelimitedReader(new MemoryStream(Encoding.UTF8.GetBytes(body)));
            if (!reader.Columns.Select(column => column.Name).SequenceEqual(columns, StringComparer.OrdinalIgnoreCase))
            {
                throw NotCsv(body);
            }

            var (records, block) = (new List<string[]>(), reader.NewBlock());
            while (reader.Read(block))
            {
                if (block.Unread is [var cut, ..])
                {
                    throw new PassingFaultException($"a row is cut off: '{Shown(body.Split('\n')[(int)cut.Line - 1])}'");
                }

                records.AddRange(Enumerable.Range(0, block.Rows)
                    .Select(row => block.Columns.Select(column => column.Text(row)).ToArray()));
            }

            return records;
        }
        catch (CatalogueException)
        {
            throw NotCsv(body);
        }
    }

    private static string[] Lines(string body) =>
    [
        .. body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#'),
    ];

    private static SurveyRow Row(string[] cells)
    {
        var further = cells[Usual..].Select(cell => IsNull(cell) ? "" : cell).ToList();
        var line = string.Join(',', [.. cells[..Usual], .. further]);
        var numbers = cells[..8].Append(cells[9]).Concat(further.Where(cell => cell.Length > 0));
        if (!ulong.TryParse(cells[10], NumberStyles.None, CultureInfo.InvariantCulture, out var spectrum)
            || !numbers.All(cell =>
                double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value))
            || !ObjectClass.All.Contains(cells[8]))
        {
            throw new PassingFaultException($"a row cannot be read: '{Shown(line)}'");
        }

        return new SurveyRow(spectrum, cells[0], line);
    }

    // Mirrors of the service write the database's NULL as nothing or as a word.
    private static bool IsNull(string cell) =>
        cell.Length == 0 || cell.Equals("null", StringComparison.OrdinalIgnoreCase);

    private static PassingFaultException NotCsv(string body) => new($"the answer is no table: '{Shown(body)}'");

    /// <summary>The beginning of a text, on one line.</summary>
    public static string Shown(string text)
    {
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownLength ? line : $"{line[..ShownLength]}…";
    }
}
