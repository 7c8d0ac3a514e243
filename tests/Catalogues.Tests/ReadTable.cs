using System.Globalization;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

/// <summary>All of a table, its values as text; numbers in their shortest form.</summary>
internal sealed record ReadTable(
    string Format, IReadOnlyList<ReadColumn> Columns, IReadOnlyList<string> Notes, IReadOnlyList<string> Unread)
{
    public static ReadTable Of(string path)
    {
        using var file = TableFile.Open(path);
        return Of(file.Reader);
    }

    public static ReadTable Of(TableReader reader)
    {
        var columns = reader.Columns.Select(
            column => new ReadColumn(column.Name, column.Kind.ToString(), column.Unit, [])).ToList();
        var (unread, rows, block) = (new List<string>(), 0, reader.NewBlock());
        while (reader.Read(block))
        {
            Assert.True(block.Rows is <= TableReader.BlockRows);
            unread.AddRange(block.Unread.Select(row => $"{row.Line}: {row.Why}"));
            rows += block.Rows;
            foreach (var (column, values) in columns.Zip(block.Columns))
            {
                Assert.Contains(values.Count, new[] { 0, block.Rows });
                column.Values.AddRange(Enumerable.Range(0, values.Count).Select(row => Text(values, row)));
            }
        }

        Assert.Equal(0, block.Rows);
        Assert.True(reader.RowCount is not { } count || count == rows + unread.Count);
        return new ReadTable(reader.Format, columns, reader.Notes, unread);
    }

    public string[] this[string column] => [.. Columns.Single(one => one.Name == column).Values];

    // Whatever says that there is no value, and whatever there is, has to say the same.
    private static string Text(ColumnValues values, int row)
    {
        Assert.Equal(values.IsAbsent(row), values.Text(row).Length == 0);
        return values.Column.Kind == ColumnKind.Number && !values.IsAbsent(row)
            ? values.Number(row).ToString("R", CultureInfo.InvariantCulture)
            : values.Text(row);
    }
}

/// <summary>A column of a table.</summary>
internal sealed record ReadColumn(string Name, string Kind, string? Unit, List<string> Values)
{
    /// <summary>The same with numbers as .NET writes them.</summary>
    public ReadColumn Normalised() => Kind != nameof(ColumnKind.Number) ? this : this with
    {
        Values = [.. Values.Select(value => value.Length == 0 ? "" : double.Parse(value, CultureInfo.InvariantCulture)
            .ToString("R", CultureInfo.InvariantCulture))],
    };
}
