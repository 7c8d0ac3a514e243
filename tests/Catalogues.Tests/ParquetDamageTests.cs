using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

public sealed class ParquetDamageTests : IDisposable
{
    private readonly WrittenTable _table = new();

    [Fact]
    public void A_cut_file_is_refused_in_one_line()
    {
        var whole = Table();
        var random = new Random(11);
        for (var i = 0; i < 60; i++)
        {
            var length = random.Next(4, whole.Length - 1);
            var fault = Assert.Throws<CatalogueException>(() => Read(whole.AsSpan(0, length)));
            Assert.DoesNotContain('\n', fault.Message);
            Assert.InRange(fault.Message.Length, 20, 300);
        }
    }

    [Fact]
    public void A_file_with_bits_turned_over_gives_rows_or_one_line()
    {
        var whole = Table();
        var (random, refused) = (new Random(12), 0);
        for (var i = 0; i < 600; i++)
        {
            var damaged = (byte[])whole.Clone();
            // Half of them where the schema and the places of the pages stand.
            var first = i % 2 == 0 ? 4 : whole.Length - 1500;
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(first, whole.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                Read(damaged);
            }
            catch (CatalogueException fault)
            {
                refused++;
                Assert.DoesNotContain('\n', fault.Message);
            }
        }

        Assert.InRange(refused, 100, 600);
    }

    [Fact]
    public void A_file_that_only_begins_like_one_is_refused()
    {
        Assert.Throws<CatalogueException>(() => Read("PAR1"u8));
        Assert.Throws<CatalogueException>(() => Read("PAR1PAR1"u8));
    }

    public void Dispose() => _table.Dispose();

    private byte[] Table()
    {
        var rows = Enumerable.Range(0, 3000).ToArray();
        return File.ReadAllBytes(_table.Write(
            "whole.parquet",
            WrittenTable.Integers("id", [.. rows.Select(row => row % 3 == 0 ? (long?)null : row)]),
            WrittenTable.Numbers("ra", [.. rows.Select(row => row / 7.0)]),
            WrittenTable.Texts("class", [.. rows.Select(ParquetReaderTests.Class)])));
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        var path = _table.File("damaged.parquet");
        File.WriteAllBytes(path, bytes);
        using var file = TableFile.Open(path);
        var block = file.Reader.NewBlock();
        while (file.Reader.Read(block))
        {
            Assert.InRange(block.Rows, 1, TableReader.BlockRows);
        }
    }
}
