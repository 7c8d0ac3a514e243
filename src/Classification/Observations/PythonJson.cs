using System.Text.Json;

namespace Streaming.Classification.Observations;

/// <summary>
/// Parses JSON, and what Python's <c>json.dumps</c> writes for it: bare <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>,
/// which JSON forbids, are read as null. Only a body that fails as JSON pays for that.
/// </summary>
internal static class PythonJson
{
    /// <exception cref="JsonException">It is not JSON for another reason; places are those of the text given.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException fault)
        {
            return WithoutBareWords(text.Span) is { } mended && TryParse(mended) is { } document
                ? document
                : throw new JsonException(fault.Message, fault.Path, fault.LineNumber, fault.BytePositionInLine, fault);
        }
    }

    private static JsonDocument? TryParse(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Every word outside texts as null; null when there is no such word.
    private static byte[]? WithoutBareWords(ReadOnlySpan<byte> text)
    {
        var mended = new MemoryStream(text.Length + 64);
        var found = false;
        for (var i = 0; i < text.Length;)
        {
            var length = text[i] == '"' ? LengthOfText(text[i..]) : LengthOfWord(text[i..]);
            if (length > 0 && text[i] != '"')
            {
                mended.Write("null"u8);
                found = true;
            }
            else
            {
                length = Math.Max(length, 1);
                mended.Write(text.Slice(i, length));
            }

            i += length;
        }

        return found ? mended.ToArray() : null;
    }

    private static int LengthOfWord(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;

    // Up to the closing quotation mark, or to the end where there is none.
    private static int LengthOfText(ReadOnlySpan<byte> rest)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\')
            {
                i++;
            }
            else if (rest[i] == '"')
            {
                return i + 1;
            }
        }

        return rest.Length;
    }
}
