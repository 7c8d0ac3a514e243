using System.IO.Compression;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Unpacks bodies of the content encodings <c>gzip</c> and <c>deflate</c> (RFC 9110, section 8.4.1).</summary>
internal static class PackedBody
{
    /// <summary>Most bytes unpacked: a few kilobytes can be made to unpack to gigabytes.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Unpacks a body.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="encoding">Content encoding as the publisher gave it; of another one the body is taken as it is.</param>
    /// <param name="fault">Why it cannot be; null when it can.</param>
    public static ReadOnlyMemory<byte> Unpack(byte[] body, string? encoding, out RejectionReason? fault)
    {
        fault = null;
        if (!IsPacked(encoding))
        {
            return body;
        }

        try
        {
            using var unpacking = Open(body, encoding);
            using var unpacked = new MemoryStream(4 * body.Length);
            Span<byte> some = stackalloc byte[4096];
            for (int count; (count = unpacking.Read(some)) > 0;)
            {
                if (unpacked.Length + count > MostBytes)
                {
                    fault = Reason.NotUnpacked($"it is larger than {MostBytes} bytes");
                    return body;
                }

                unpacked.Write(some[..count]);
            }

            return unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length);
        }
        catch (InvalidDataException notPacked)
        {
            fault = Reason.NotUnpacked(notPacked.Message);
            return body;
        }
    }

    private static bool IsPacked(string? encoding) => Is(encoding, "gzip") || Is(encoding, "deflate");

    private static bool Is(string? encoding, string name) =>
        string.Equals(encoding, name, StringComparison.OrdinalIgnoreCase);

    // "deflate" has the header of zlib, which many leave out. The header's two bytes are a multiple of 31 (RFC 1950).
    private static Stream Open(byte[] body, string? encoding)
    {
        var packed = new MemoryStream(body);
        return Is(encoding, "gzip") ? new GZipStream(packed, CompressionMode.Decompress)
            : body is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) + flags) % 31 == 0
                ? new ZLibStream(packed, CompressionMode.Decompress)
                : new DeflateStream(packed, CompressionMode.Decompress);
    }
}
