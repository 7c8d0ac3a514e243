using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

/// <summary>Files in them are written by another implementation of Parquet.</summary>
public sealed class ParquetReaderTests : IDisposable
{
    private const int Rows = 20_000;

    private readonly WrittenTable _table = new();

    public static TheoryData<CompressionMethod, EncodingHint> Forms => new(
        from method in new[]
        {
            CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd,
            CompressionMethod.Brotli, CompressionMethod.Lz4Raw,
        }
        from hint in new[]
        {
            EncodingHint.Default, EncodingHint.Dictionary, EncodingHint.DeltaBinaryPacked, EncodingHint.ByteSplitStream,
        }
        select (method, hint));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task All_kinds_of_columns_are_read_as_they_were_written(CompressionMethod method, EncodingHint hint)
    {
        var path = await WriteAsync(method, hint, rowGroups: 3);
        var read = WrittenTable.Read(path);
        Assert.Equal(["id", "ra", "u", "class"], read.Select(column => column.Name));
        Assert.Equal(
            [ColumnKind.Integer, ColumnKind.Number, ColumnKind.Number, ColumnKind.Text],
            read.Select(column => column.Kind));
        Assert.All(read, column => Assert.Equal(3 * Rows, column.Values.Count));
        for (var row = 0; row < 3 * Rows; row++)
        {
            Assert.Equal($"{Id(row % Rows)}", read[0].Values[row]);
            Assert.Equal($"{Ra(row % Rows)}", read[1].Values[row]);
            Assert.Equal($"{U(row % Rows)}", read[2].Values[row]);
            Assert.Equal(Class(row % Rows) ?? "", read[3].Values[row]);
        }
    }

    [Fact]
    public async Task Only_the_columns_that_are_asked_for_are_read()
    {
        using var file = TableFile.Open(await WriteAsync(CompressionMethod.Snappy, EncodingHint.Default, rowGroups: 2));
        file.Reader.Select(new HashSet<int> { 3 });
        var (block, rows) = (file.Reader.NewBlock(), 0L);
        while (file.Reader.Read(block))
        {
            Assert.InRange(block.Rows, 1, TableReader.BlockRows);
            Assert.Equal([0, 0, 0, block.Rows], block.Columns.Select(column => column.Count));
            Assert.Equal(rows + 1, block.Line(0));
            rows += block.Rows;
        }

        Assert.Equal(2 * Rows, rows);
        Assert.Equal(rows, file.Reader.RowCount);
        Assert.False(file.Reader.HasLines);
        Assert.InRange(file.Position, 1, file.Length!.Value);
    }

    [Fact]
    public async Task Numbers_and_times_of_other_types_become_numbers_and_texts()
    {
        var time = new DateTime(2026, 3, 1, 4, 5, 6, 70, DateTimeKind.Utc);
        var path = _table.File("types.parquet");
        await OtherParquet.WriteAsync(
            path,
            new ParquetOptions(),
            rowGroups: 1,
            OtherParquet.Column<short>(new DataField<short>("short"), -5, 6),
            OtherParquet.Column(new DataField<uint>("uint"), uint.MaxValue, 1u),
            OtherParquet.Column(new DataField<ulong>("ulong"), ulong.MaxValue, 2ul),
            OtherParquet.Nullable<bool>(new DataField<bool>("bool", true), true, null),
            OtherParquet.Column(new DecimalDataField("decimal", 20, 3), -12345678901234567.891m, 0.5m),
            OtherParquet.Column(new DecimalDataField("whole", 20, 0), 18446744073709551615m, -7m),
            OtherParquet.Column(
                new DateTimeDataField("time", DateTimeFormat.DateAndTimeMicros, true),
                time,
                DateTime.UnixEpoch.AddMicroseconds(-1)),
            OtherParquet.Column(
                new DateTimeDataField("date", DateTimeFormat.Date),
                time.Date,
                new DateTime(1609, 8, 25, 0, 0, 0, DateTimeKind.Utc)),
            OtherParquet.Column(new DateTimeDataField("old", DateTimeFormat.Impala), time, time.Date),
            OtherParquet.Column(
                new DataField<Guid>("guid"), Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff")));
        Assert.Equal(
            [
                "short Integer -5 6", "uint Integer 4294967295 1", "ulong Text 18446744073709551615 2",
                "bool Text true ", "decimal Number -12345678901234568 0.5", "whole Text 18446744073709551615 -7",
                "time Text 2026-03-01T04:05:06.07Z 1969-12-31T23:59:59.999999Z", "date Text 2026-03-01 1609-08-25",
                "old Text 2026-03-01T04:05:06.07 2026-03-01T00:00:00",
                "guid Text 00000000-0000-0000-0000-000000000000 00112233-4455-6677-8899-aabbccddeeff",
            ],
            WrittenTable.Read(path).Select(column => $"{column.Name} {column.Kind} {string.Join(' ', column.Values)}"));
    }

    [Fact]
    public async Task Columns_of_lists_are_left_out_and_named()
    {
        var path = _table.File("lists.parquet");
        await OtherParquet.WriteAsync(
            path,
            new ParquetOptions(),
            rowGroups: 1,
            OtherParquet.List("lightcurve", 1.5, 2.5),
            OtherParquet.Column(new DataField<int>("id"), 7));
        using var table = TableFile.Open(path);
        Assert.Equal(["id"], table.Reader.Columns.Select(column => column.Name));
        Assert.Equal(["column 'lightcurve' is left out: it holds lists or other columns"], table.Reader.Notes);
        Assert.Equal(["7"], WrittenTable.Read(path)[0].Values);
    }

    [Fact]
    public async Task A_packed_file_is_read_from_a_copy_that_does_not_stay()
    {
        var path = await WriteAsync(CompressionMethod.Zstd, EncodingHint.Default, rowGroups: 1);
        await using (var plain = File.OpenRead(path))
        await using (var packed = new GZipStream(File.Create(path + ".gz"), CompressionMode.Compress))
        {
            await plain.CopyToAsync(packed, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Rows, WrittenTable.Read(path + ".gz")[0].Values.Count);
        var copy = TemporaryFile.CopyOf(File.OpenRead(path));
        Assert.Equal(new FileInfo(path).Length, new FileInfo(copy.Name).Length);
        await copy.DisposeAsync();
        Assert.False(File.Exists(copy.Name));
    }

    public void Dispose() => _table.Dispose();

    internal static long Id(int row) => 1237648720693755918 + (row % 100 * 7919L);

    internal static double Ra(int row) => row % 500 / 7.0;

    internal static float? U(int row) => row % 3 == 1 ? null : 15 + (row % 1000 / 100f);

    internal static string? Class(int row) => row % 5 == 2 ? null : row % 5 == 3 ? "Å, \"x\"\n" : $"class {row % 50}";

    private async Task<string> WriteAsync(CompressionMethod method, EncodingHint hint, int rowGroups)
    {
        var options = new ParquetOptions { CompressionMethod = method };
        foreach (var name in hint switch
        {
            EncodingHint.Dictionary => ["id", "ra", "u", "class"],
            EncodingHint.ByteSplitStream => ["ra", "u"],
            _ => new[] { "id" },
        })
        {
            options.ColumnEncodingHints[name] = hint;
        }

        var path = _table.File("other.parquet");
        var rows = Enumerable.Range(0, Rows);
        await OtherParquet.WriteAsync(
            path,
            options,
            rowGroups,
            OtherParquet.Column<long>(new DataField<long>("id"), [.. rows.Select(Id)]),
            OtherParquet.Column<double>(new DataField<double>("ra"), [.. rows.Select(Ra)]),
            OtherParquet.Nullable<float>(new DataField<float>("u", true), [.. rows.Select(U)]),
            OtherParquet.Text("class", [.. rows.Select(Class)]));
        return path;
    }
}
