using System.Runtime.InteropServices;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// Tells whether an id stands twice in a file. It keeps 64 bits of each, so that ten million take 80 MB; that two of
/// these differ and have the same bits is less likely than one in 300,000, and costs them their ids only.
/// </summary>
internal sealed class RepeatedIds
{
    // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly List<ulong> _hashes = [];

    public void Add(string id)
    {
        var hash = Offset;
        foreach (var letter in id) hash = (hash ^ letter) * Prime;
        _hashes.Add(hash);
    }

    /// <summary>Whether one of those that were added is there twice. To be called once, at the end.</summary>
    public bool Any()
    {
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        hashes.Sort();
        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] == hashes[i - 1]) return true;
        }

        return false;
    }
}
