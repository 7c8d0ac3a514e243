using Streaming.Catalogues.Parquet;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

public sealed class ParquetWriterTests : IDisposable
{
    // Into a second row group, whose last block is no full one.
    private const int Rows = ParquetWriter.RowGroupRows + TableReader.BlockRows + 13;

    private readonly WrittenTable _table = new();

    [Fact]
    public async Task Another_implementation_reads_the_same_values()
    {
        var rows = Enumerable.Range(0, Rows).ToArray();
        var path = Write(rows);
        var (groups, columns) = await OtherParquet.ReadAsync(path);
        Assert.Equal(2, groups);
        Assert.Equal(["id", "ra", "class"], columns.Select(column => column.Name));
        Assert.Equal(rows.Select(row => $"{Id(row)}"), columns[0].Values);
        Assert.Equal(rows.Select(row => double.IsNaN(Ra(row)) ? "" : $"{Ra(row)}"), columns[1].Values);
        Assert.Equal(rows.Select(row => ParquetReaderTests.Class(row) ?? ""), columns[2].Values);
    }

    [Fact]
    public void A_table_is_read_back_as_it_was()
    {
        var rows = Enumerable.Range(0, Rows).ToArray();
        var read = WrittenTable.Read(Write(rows));
        Assert.Equal([ColumnKind.Integer, ColumnKind.Number, ColumnKind.Text], read.Select(column => column.Kind));
        Assert.Equal(rows.Select(row => $"{Id(row)}"), read[0].Values);
        Assert.Equal(rows.Select(row => double.IsNaN(Ra(row)) ? "" : $"{Ra(row)}"), read[1].Values);
        Assert.Equal(rows.Select(row => ParquetReaderTests.Class(row) ?? ""), read[2].Values);
    }

    [Fact]
    public void Numbers_of_a_text_file_become_numbers()
    {
        var path = _table.Write(
            "out.parquet",
            WrittenTable.Texts("objid", "1237648720693755918", null),
            WrittenTable.Texts("u", "19.25", "null"),
            WrittenTable.Texts("plate", "0266", "1"));
        Assert.Equal(
            ["objid Integer 1237648720693755918 ", "u Number 19.25 ", "plate Text 0266 1"],
            WrittenTable.Read(path).Select(column => $"{column.Name} {column.Kind} {string.Join(' ', column.Values)}"));
    }

    [Fact]
    public void A_text_where_numbers_were_leaves_no_file()
    {
        string?[] values = [.. Enumerable.Range(0, 200_000).Select(i => i == 150_000 ? "QSO" : $"{i}.5")];
        var fault = Assert.Throws<CatalogueException>(
            () => _table.Write("out.parquet", WrittenTable.Texts("z", values)));
        Assert.StartsWith("column 'z', row 150001: 'QSO' is no number", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_table.Folder));
    }

    [Fact]
    public void A_table_without_rows_keeps_its_columns()
    {
        var path = _table.Write("out.parquet", WrittenTable.Texts("a"), WrittenTable.Numbers("b"));
        Assert.Equal(
            [("a", ColumnKind.Text), ("b", ColumnKind.Number)],
            WrittenTable.Read(path).Select(column => (column.Name, column.Kind)));
    }

    [Fact]
    public void A_wide_table_has_smaller_row_groups()
    {
        var columns = Enumerable.Range(0, 200).Select(i => WrittenTable.Numbers($"c{i}", new double[40_000])).ToArray();
        using var file = new ParquetSharp.ParquetFileReader(_table.Write("wide.parquet", columns));
        Assert.Equal(2, file.FileMetaData.NumRowGroups);
    }

    public void Dispose() => _table.Dispose();

    private static long? Id(int row) => row % 6 == 1 ? null : long.MinValue + 1 + row;

    private static double Ra(int row) => row % 10 == 4 ? double.NaN : row * 360.0 / Rows;

    private string Write(int[] rows) => _table.Write(
        "out.parquet",
        WrittenTable.Integers("id", [.. rows.Select(Id)]),
        WrittenTable.Numbers("ra", [.. rows.Select(Ra)]),
        WrittenTable.Texts("class", [.. rows.Select(ParquetReaderTests.Class)]));
}
