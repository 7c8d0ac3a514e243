namespace Streaming.Classification.Models.Storage;

/// <summary>A file as it was read.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Tag">What tells this content from another, where the storage has such a thing (S3's ETag).</param>
internal sealed record StoredFile(byte[] Content, string? Tag = null)
{
    /// <summary>
    /// Most bytes of a file that is read, 256 MiB; no file that ships has one. Whoever can write to the store could else
    /// have a worker read until it has no memory left.
    /// </summary>
    public const int LargestContent = 1 << 28;

    /// <summary>Refuses what is larger.</summary>
    /// <exception cref="ModelException">It is.</exception>
    public static void CheckLength(string file, long length)
    {
        if (length > LargestContent)
        {
            throw new ModelException(
                $"cannot read {file}: it has {length >> 20} MiB, and {LargestContent >> 20} MiB is the most that is read");
        }
    }
}
