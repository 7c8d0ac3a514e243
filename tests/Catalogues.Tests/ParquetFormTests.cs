using ParquetSharp;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

/// <summary>Forms of files that pandas, DuckDB and Spark write.</summary>
public sealed class ParquetFormTests : IDisposable
{
    private readonly WrittenTable _table = new();

    [Theory]
    [InlineData(ParquetDataPageVersion.V1, Compression.Snappy)]
    [InlineData(ParquetDataPageVersion.V2, Compression.Snappy)]
    [InlineData(ParquetDataPageVersion.V2, Compression.Uncompressed)]
    [InlineData(ParquetDataPageVersion.V2, Compression.Zstd)]
    [InlineData(ParquetDataPageVersion.V1, Compression.Gzip)]
    [InlineData(ParquetDataPageVersion.V2, Compression.Brotli)]
    public async Task Both_versions_of_pages_are_read_as_another_implementation_reads_them(
        ParquetDataPageVersion version, Compression compression)
    {
        var path = Write(version, compression, 50_000, pageSize: 10_000);
        var read = WrittenTable.Read(path);
        Assert.Equal(50_000, read[0].Values.Count);
        var (_, columns) = await OtherParquet.ReadAsync(path);
        Assert.Equal(columns[0].Values, read[0].Values);
        Assert.Equal(columns[1].Values, read[1].Values);
        Assert.Equal(columns[2].Values, read[2].Values);
    }

    [Fact]
    public void A_row_group_of_any_size_takes_little_memory()
    {
        var path = Write(ParquetDataPageVersion.V1, Compression.Snappy, 2_000_000, pageSize: 1024 * 1024);
        var pool = MemoryPool.GetDefaultMemoryPool();
        using var file = TableFile.Open(path);
        var (block, rows, most) = (file.Reader.NewBlock(), 0L, 0L);
        while (file.Reader.Read(block))
        {
            rows += block.Rows;
            most = Math.Max(most, pool.BytesAllocated);
        }

        Assert.Equal(2_000_000, rows);
        // The row group is 60 MB. Tests beside this one take of the same memory.
        Assert.InRange(most, 1, 40_000_000);
    }

    public void Dispose() => _table.Dispose();

    private string Write(ParquetDataPageVersion version, Compression compression, int rows, long pageSize)
    {
        var path = _table.File("form.parquet");
        using var builder = new WriterPropertiesBuilder();
        builder.DataPageVersion(version).Compression(compression).DataPagesize(pageSize).MaxRowGroupLength(rows);
        using var properties = builder.Build();
        using var file = new ParquetFileWriter(
            path, [new Column<long?>("id"), new Column<double?>("ra"), new Column<string>("name")], properties);
        using var group = file.AppendRowGroup();
        var all = Enumerable.Range(0, rows);
        using (var ids = group.NextColumn().LogicalWriter<long?>())
        {
            ids.WriteBatch([.. all.Select(row => row % 7 == 0 ? (long?)null : long.MaxValue - row)]);
        }

        using (var numbers = group.NextColumn().LogicalWriter<double?>())
        {
            numbers.WriteBatch([.. all.Select(row => row % 9 == 0 ? (double?)null : row / 3.0)]);
        }

        using (var names = group.NextColumn().LogicalWriter<string?>())
        {
            names.WriteBatch([.. all.Select(row => row % 4 == 0 ? null : $"name {row}")]);
        }

        file.Close();
        return path;
    }
}
