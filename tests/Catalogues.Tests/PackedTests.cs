using System.IO.Compression;
using System.Text;

namespace Streaming.Catalogues.Tests;

public sealed class PackedTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void A_packed_file_that_was_cut_is_not_taken_for_a_shorter_one()
    {
        var whole = Packed(0, 2000);
        foreach (var length in (int[])[20, whole.Length / 2, whole.Length - 1])
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<CatalogueException>(() => ReadTable.Of(_path));
        }
    }

    [Fact]
    public void Files_packed_one_by_one_and_joined_are_read_whole()
    {
        File.WriteAllBytes(_path, [.. Packed(0, 2000), .. Packed(2000, 3)]);

        Assert.Equal(2003, ReadTable.Of(_path)["a"].Length);
    }

    public void Dispose() => File.Delete(_path);

    private static byte[] Packed(int from, int rows)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            var lines = Enumerable.Range(from, rows).Select(row => $"{row},{Math.Sin(row)}\n");
            gzip.Write(Encoding.UTF8.GetBytes((from == 0 ? "a,b\n" : "") + string.Concat(lines)));
        }

        return packed.ToArray();
    }
}
