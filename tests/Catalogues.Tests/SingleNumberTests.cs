using System.Globalization;
using Streaming.Catalogues.Tables;
using ParquetWriter = Streaming.Catalogues.Parquet.ParquetWriter;

namespace Streaming.Catalogues.Tests;

public sealed class SingleNumberTests : IDisposable
{
    private static readonly float[] Measured = [2.2f, float.NaN, 19.955433f, -1e-5f, 123_456_790, 0.1f];

    private readonly WrittenTable _table = new();

    [Fact]
    public void What_is_meant_by_any_number_is_the_shortest_that_is_stored_so()
    {
        var random = new Random(11);
        for (var i = 0; i < 1_000_000; i++)
        {
            var stored = (i % 4) switch
            {
                0 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
                1 => (float)Math.Round((random.NextDouble() * 720) - 360, random.Next(8)),
                2 => random.NextSingle() * MathF.Pow(10, random.Next(-5, 9)),
                _ => random.Next(-20_000_000, 20_000_000) / (float)(1 << random.Next(12)),
            };
            var meant = SingleNumber.Meant(stored);
            Assert.Equal(
                double.Parse(stored.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), meant);
            Assert.Equal(stored, (float)meant);
        }
    }

    [Fact]
    public void Text_has_the_shortest_digits()
    {
        var csv = _table.Write(
            "out.csv", WrittenTable.Integers("id", 1, 2, 3, 4, 5, 6), WrittenTable.Singles("u", Measured));
        var json = _table.Write("out.jsonl", WrittenTable.Singles("u", Measured));

        Assert.Equal("id,u\n1,2.2\n2,\n3,19.955433\n4,-0.00001\n5,123456790\n6,0.1\n", File.ReadAllText(csv));
        Assert.Equal(
            ["2.2", "null", "19.955433", "-0.00001", "123456790", "0.1"],
            File.ReadAllLines(json).Select(line => line["{\"u\":".Length..^1]));
    }

    [Theory]
    [InlineData("out.parquet")]
    [InlineData("out.fits")]
    public void Binary_formats_keep_32_bits_and_a_table_of_them_says_the_same_as_one_of_text(string name)
    {
        var path = _table.Write(
            name, WrittenTable.Singles("u", Measured), WrittenTable.Numbers("x", 1, 2, 3, 4, 5, 6));
        using var file = TableFile.Open(path);
        var block = file.Reader.NewBlock();
        Assert.True(file.Reader.Read(block));

        Assert.Equal([true, false], file.Reader.Columns.Select(column => column.IsSingle));
        Assert.Equal(["2.2", "", "19.955433", "-1E-05", "123456790", "0.1"], Rows(block.Columns[0].Text));
        Assert.Equal(["2.2", "", "19.955433", "-1E-05", "123456790", "0.1"], Rows(row =>
            block.Columns[0].TryNumber(row, out var number) && !double.IsNaN(number)
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : ""));

        static IEnumerable<string> Rows(Func<int, string> text) => Enumerable.Range(0, Measured.Length).Select(text);
    }

    [Fact]
    public async Task Another_implementation_reads_the_same_numbers_over_several_row_groups()
    {
        float[] many = [.. Enumerable.Range(0, ParquetWriter.RowGroupRows + 13).Select(
            row => row % 10 == 4 ? float.NaN : row / 7f)];

        var (groups, columns) = await OtherParquet.ReadAsync(_table.Write("out.parquet", WrittenTable.Singles("u", many)));

        Assert.Equal(2, groups);
        Assert.Equal(many.Select(number => float.IsNaN(number) ? "" : $"{number}"), columns[0].Values);
    }

    public void Dispose() => _table.Dispose();
}
