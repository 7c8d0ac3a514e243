namespace Streaming.Catalogues.Tables;

/// <summary>Reads a text in pieces that begin where the last record was not complete.</summary>
internal sealed class ChunkedText
{
    /// <summary>Room for thousands of rows, and little beside a processor's cache.</summary>
    private const int ChunkSize = 512 * 1024;

    /// <summary>The longest record that is read.</summary>
    private const int LongestRecord = 16 * 1024 * 1024;

    private readonly Stream _input;

    /// <param name="input">UTF-8, without a byte order mark.</param>
    public ChunkedText(Stream input)
    {
        _input = input;
        var head = new byte[ChunkSize];
        Rest = head[..input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        IsLast = Rest.Length < ChunkSize;
    }

    /// <summary>What was read and not used: at first the beginning of the file.</summary>
    public byte[] Rest { get; private set; }

    /// <summary>Whether nothing comes after what was read.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Whether a record is as long as one may be, and still not complete.</summary>
    public bool IsTooLong => Rest.Length >= LongestRecord;

    /// <summary>The longest record in words.</summary>
    public static string Limit => $"{LongestRecord / (1024 * 1024)} MiB";

    /// <summary>Gives back what was not used, to come first in the next piece.</summary>
    public void Keep(ReadOnlySpan<byte> rest) => Rest = rest.ToArray();

    /// <summary>Fills a block's buffer, with more room where one record took all of it.</summary>
    /// <returns>How many bytes there are; 0 at the end.</returns>
    public int Fill(TableBlock block)
    {
        var size = Math.Max(ChunkSize, Math.Min(2 * Rest.Length, LongestRecord + 1));
        if (block.Buffer.Length < size)
        {
            block.Buffer = new byte[size];
        }

        var length = Rest.Length;
        Rest.CopyTo(block.Buffer, 0);
        if (!IsLast)
        {
            length += _input.ReadAtLeast(block.Buffer.AsSpan(length), block.Buffer.Length - length, false);
            IsLast = length < block.Buffer.Length;
        }

        return length;
    }
}
