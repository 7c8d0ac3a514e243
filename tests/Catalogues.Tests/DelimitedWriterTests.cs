using System.Globalization;
using System.IO.Compression;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Tests;

public sealed class DelimitedWriterTests : IDisposable
{
    private readonly WrittenTable _table = new();

    [Fact]
    public void Only_what_needs_quotes_gets_them()
    {
        var path = _table.Write(
            "out.csv",
            WrittenTable.Texts("a", "plain", "with, comma", "say \"x\"", "two\nlines", "", "# no comment"),
            WrittenTable.Texts("b c", "1.50", "+2", " blank", "Å", "end ", "#1"));
        Assert.Equal(
            "a,b c\nplain,1.50\n\"with, comma\",+2\n\"say \"\"x\"\"\",\" blank\"\n"
            + "\"two\nlines\",Å\n,\"end \"\n\"# no comment\",#1\n",
            File.ReadAllText(path));
    }

    [Fact]
    public void Numbers_have_the_fewest_digits_that_give_the_same_number()
    {
        double[] numbers =
            [20.76271, 0.1, -0.000125, 1e-7, 1d / 3, 12345678.5, 1e300, double.NaN, -0.0, 100, 0.1f, 5e-324];
        var path = _table.Write("out.csv", WrittenTable.Numbers("n", numbers), WrittenTable.Integers(
            "id", [.. numbers.Select((_, i) => i == 3 ? (long?)null : 1237648720693755918 + i)]));
        var lines = File.ReadAllLines(path)[1..].Select(line => line.Split(',')).ToList();
        Assert.Equal(
            ["20.76271", "0.1", "-0.000125", "1E-07", "0.3333333333333333", "12345678.5", "1E+300", "", "-0", "100"],
            lines.Select(line => line[0]).Take(10));
        Assert.Equal("1237648720693755918", lines[0][1]);
        Assert.Equal("", lines[3][1]);
        Assert.Equal(numbers.Where(number => !double.IsNaN(number)), lines.Where(line => line[0].Length > 0).Select(
            line => double.Parse(line[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Random_numbers_are_read_back_as_they_were()
    {
        var random = new Random(7);
        Span<byte> text = stackalloc byte[NumberFormat.Longest];
        for (var i = 0; i < 200_000; i++)
        {
            var number = (i % 4) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => Math.Round((random.NextDouble() * 720) - 360, random.Next(8)),
                2 => random.Next(-1000, 1000) / 1e6,
                _ => random.NextDouble() * 1e9,
            };
            var written = System.Text.Encoding.ASCII.GetString(text[..NumberFormat.Write(number, text)]);
            var plain = number.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(number, double.Parse(written, CultureInfo.InvariantCulture));
            Assert.True(written.Length <= plain.Length || plain.Contains('E'), $"{written} instead of {plain}");
        }
    }

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.tsv")]
    [InlineData("out.csv.gz")]
    public void A_table_is_read_back_as_it_was(string name)
    {
        var texts = Enumerable.Range(0, 20_001).Select(
            i => i % 7 == 0 ? "" : i % 11 == 0 ? $"a\t\"{i}\", b\r\nc" : $"x{i}");
        string?[] all = [.. texts];
        var path = _table.Write(name, WrittenTable.Texts("text", all), WrittenTable.Integers(
            "id", [.. all.Select((_, i) => i % 5 == 0 ? (long?)null : long.MaxValue - i)]));
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), FileKinds.IsGzip(File.ReadAllBytes(path)));
        var read = WrittenTable.Read(path);
        Assert.Equal(["text", "id"], read.Select(column => column.Name));
        Assert.Equal(all, read[0].Values);
        Assert.Equal($"{long.MaxValue - 20_000 + 1}", read[1].Values[19_999]);
        Assert.Equal("", read[1].Values[20_000]);
    }

    [Fact]
    public void A_decimal_comma_becomes_a_point()
    {
        var path = _table.File("in.csv");
        File.WriteAllText(path, "ra;u\n185,5;19,25\n186,5;x,y\n");
        using var file = TableFile.Open(path);
        var block = file.Reader.NewBlock();
        Assert.True(file.Reader.Read(block));
        using var output = new MemoryStream();
        using var writer = new DelimitedWriter(output, (byte)',');
        writer.Write(block.Columns, [0, 1]);
        writer.Complete();
        Assert.Equal("ra,u\n185.5,19.25\n186.5,\"x,y\"\n", System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void What_is_packed_can_be_unpacked_by_others()
    {
        var path = _table.Write("out.csv.gz", WrittenTable.Texts("a", "1"), WrittenTable.Texts("b", "2"));
        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Assert.Equal("a,b\n1,2\n", unpacked.ReadToEnd());
    }

    public void Dispose() => _table.Dispose();
}
