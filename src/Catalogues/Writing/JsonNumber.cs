namespace Streaming.Catalogues.Writing;

/// <summary>Tells which digits JSON takes as a number (RFC 8259, section 6).</summary>
internal static class JsonNumber
{
    /// <summary>Whether a text is a number: no plus before it, no zero more, digits around the point.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        text = text is [(byte)'-', ..] ? text[1..] : text;
        var whole = Digits(text);
        if (whole == 0 || (whole > 1 && text[0] == '0'))
        {
            return false;
        }

        text = text[whole..];
        if (text is [(byte)'.', ..])
        {
            var decimals = Digits(text[1..]);
            if (decimals == 0)
            {
                return false;
            }

            text = text[(1 + decimals)..];
        }

        if (text is [(byte)'e' or (byte)'E', ..])
        {
            text = text[1..];
            text = text is [(byte)'+' or (byte)'-', ..] ? text[1..] : text;
            return !text.IsEmpty && Digits(text) == text.Length;
        }

        return text.IsEmpty;
    }

    private static int Digits(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var length ? length : text.Length;
}
