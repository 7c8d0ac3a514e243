using System.IO.Compression;

namespace Streaming.LoadTests.Fuzzing;

/// <summary>Changes what is inside a zip archive: behind the checksums that would find out any other change.</summary>
/// <param name="archive">A good archive.</param>
internal sealed class ZipMutator(byte[] archive)
{
    private readonly IReadOnlyList<(string Name, byte[] Content)> _entries = Read(archive);

    public byte[] Next(Random random)
    {
        var entries = _entries.ToList();
        var place = random.Next(entries.Count);
        switch (random.Next(8))
        {
            case 0:
                entries.RemoveAt(place);
                break;
            case 1:
                entries.Add((entries[place].Name, entries[random.Next(entries.Count)].Content));
                break;
            case 2:
                entries[place] = ("../" + entries[place].Name, entries[place].Content);
                break;
            default:
                entries[place] = (entries[place].Name, Inside().Next(random));
                break;
        }

        return Write(entries);

        ByteMutator Inside() => new(
            [entries[place].Content], [.. entries.Select(entry => entry.Content).Where(content => content.Length < 100)],
            longest: 1 << 20);
    }

    private static List<(string Name, byte[] Content)> Read(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        return [.. zip.Entries.Select(entry =>
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        })];
    }

    private static byte[] Write(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
