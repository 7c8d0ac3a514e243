using System.Globalization;

namespace Streaming.LoadTests.Rounds;

/// <summary>Tells where an answer of HTTP/1.1 ends, and no more: a client that is measured with costs little.</summary>
internal static class HttpAnswer
{
    /// <summary>Whether these bytes, all since the request, are a whole answer.</summary>
    /// <exception cref="InvalidDataException">It is not 200.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var headersEnd = bytes.IndexOf("\r\n\r\n"u8);
        if (headersEnd < 0)
        {
            return false;
        }

        if (!bytes.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidDataException(System.Text.Encoding.UTF8.GetString(bytes));
        }

        var headers = bytes[..(headersEnd + 2)];
        var name = "Content-Length: "u8;
        var at = headers.IndexOf(name);
        if (at < 0)
        {
            // Chunked: the last chunk is empty.
            return bytes.EndsWith("\r\n0\r\n\r\n"u8);
        }

        var value = headers[(at + name.Length)..];
        var length = int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        return bytes.Length >= headersEnd + 4 + length;
    }
}
