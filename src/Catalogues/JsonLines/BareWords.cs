namespace Streaming.Catalogues.JsonLines;

/// <summary>What Python's <c>json.dumps</c> writes for a number that is none, though JSON forbids it.</summary>
internal static class BareWords
{
    private static readonly byte[][] Words = ["NaN"u8.ToArray(), "-Infinity"u8.ToArray(), "Infinity"u8.ToArray()];

    /// <summary>
    /// Writes an empty text, which means no value, over each bare <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public static bool Empty(Span<byte> line)
    {
        var (isText, found) = (false, false);
        for (var at = 0; at < line.Length; at++)
        {
            if (isText && line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == '"')
            {
                isText = !isText;
            }
            else if (!isText && LengthOfWord(line[at..]) is > 0 and var length)
            {
                line.Slice(at, length).Fill((byte)' ');
                "\"\""u8.CopyTo(line[at..]);
                at += length - 1;
                found = true;
            }
        }

        return found;
    }

    private static int LengthOfWord(ReadOnlySpan<byte> rest)
    {
        foreach (var word in Words)
        {
            if (rest.StartsWith(word))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
