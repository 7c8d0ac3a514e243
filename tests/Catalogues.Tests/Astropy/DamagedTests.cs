using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests.Astropy;

/// <summary>A file that was cut or damaged gives rows, or one clear exception; and takes no more memory.</summary>
public sealed class DamagedTests(AstropyTables astropy)
{
    private const int Seed = 20_260;
    private const int BytesTried = 8_000_000;
    private const int MostTries = 400;
    private const long MostMemory = 96 * 1024 * 1024;

    public static TheoryData<string> Files =>
    [
        "numbers.fits", "scaled.fits", "texts.fits", "ascii.fits", "many.fits.gz", "types-tabledata.vot",
        "types-binary.vot", "types-binary2.vot", "nulls-binary2.vot", "many-binary2.vot.gz",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_cut_file(string name)
    {
        var whole = File.ReadAllBytes(astropy.PathOf(name));
        var step = Math.Max(1, whole.Length / TriesOf(whole));
        for (var length = 1; length < whole.Length; length += step)
        {
            ReadAll(whole[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_with_flipped_bits(string name)
    {
        var whole = File.ReadAllBytes(astropy.PathOf(name));
        var random = new Random(Seed);
        for (var i = 0; i < TriesOf(whole); i++)
        {
            var damaged = whole.ToArray();
            for (var flips = random.Next(1, 8); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            ReadAll(damaged);
        }
    }

    [Theory]
    [InlineData("numbers.fits")]
    [InlineData("ascii.fits")]
    [InlineData("types-tabledata.vot")]
    public void A_file_whose_digits_are_others(string name)
    {
        var whole = File.ReadAllBytes(astropy.PathOf(name));
        var digits = Enumerable.Range(0, whole.Length).Where(i => char.IsAsciiDigit((char)whole[i])).ToList();
        var random = new Random(Seed);
        for (var i = 0; i < TriesOf(whole); i++)
        {
            var damaged = whole.ToArray();
            damaged[digits[random.Next(digits.Count)]] = (byte)random.Next('0', '9' + 1);
            ReadAll(damaged);
        }
    }

    // Of a large file few, as each of them takes it some time.
    private static int TriesOf(byte[] whole) => Math.Min(MostTries, BytesTried / whole.Length);

    private static void ReadAll(byte[] content)
    {
        var path = Path.GetTempFileName();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            File.WriteAllBytes(path, content);
            using var file = TableFile.Open(path);
            var (block, rows) = (file.Reader.NewBlock(), 0L);
            while (file.Reader.Read(block))
            {
                Assert.NotEqual(0, block.Rows + block.Unread.Count);
                rows += block.Rows;
                foreach (var column in block.Columns)
                {
                    _ = block.Rows > 0 ? column.Text(block.Rows - 1) : "";
                }
            }

            Assert.InRange(rows, 0, 20_000);
        }
        catch (CatalogueException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
    }
}
