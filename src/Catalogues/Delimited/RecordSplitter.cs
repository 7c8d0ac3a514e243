namespace Streaming.Catalogues.Delimited;

/// <summary>
/// Splits text into records and these into fields (RFC 4180, with other separators too). A quoted field may span lines;
/// its doubled quotes are made single in place. A quote within a field that does not begin with one is a character.
/// </summary>
internal sealed class RecordSplitter(Dialect dialect)
{
    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';

    private (int Start, int Length)[] _fields = new (int, int)[64];
    private int _count;
    private long _lines;

    /// <summary>The fields of the record read last: places in the text.</summary>
    public ReadOnlySpan<(int Start, int Length)> Fields => _fields.AsSpan(0, _count);

    /// <summary>The line of the file at which the next record begins, the first being 1.</summary>
    public long Line { get; set; } = 1;

    /// <summary>What is wrong with the record read last; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The line where a quote opened that nothing closes where it should; null where none did.</summary>
    public long? OpenQuote { get; private set; }

    /// <summary>Reads the record at a place of a text.</summary>
    /// <param name="text">The text; doubled quotes in it are made single.</param>
    /// <param name="start">Where the record begins.</param>
    /// <param name="isLast">Whether no text comes after this one.</param>
    /// <returns>Where the next record begins; -1 when this one is not complete.</returns>
    public int Next(Span<byte> text, int start, bool isLast)
    {
        (_count, _lines, Fault, OpenQuote) = (0, 0, null, null);
        var at = start;
        while (true)
        {
            at = SkipBlanks(text, at);
            if (dialect.IsBlanks && _count > 0 && IsEnd(text, at))
            {
                break;
            }

            at = at < text.Length && text[at] == Quote ? Quoted(text, at) : Plain(text, at);
            if (IsEnd(text, at))
            {
                break;
            }

            at++;
        }

        // A return that ends the text may be one half of a line's end.
        if (!isLast && (at >= text.Length || (text[at] == Return && at + 1 == text.Length)))
        {
            return -1;
        }

        Unquote(text);
        Line += _lines + 1;
        var hasTwo = at + 1 < text.Length && text[at] == Return && text[at + 1] == LineFeed;
        return Math.Min(at + (hasTwo ? 2 : 1), text.Length);
    }

    // Both add the field that begins here, and say where it ends: at a separator, a line's end, or the text's.
    private int Plain(ReadOnlySpan<byte> text, int start)
    {
        var end = EndOfPlain(text, start);
        Add(start, text[start..end].TrimEnd(" \t"u8).Length);
        return end;
    }

    private int Quoted(ReadOnlySpan<byte> text, int start)
    {
        var closing = Closing(text, start);
        if (closing < 0)
        {
            OpenQuote = Line + _lines;
            Add(start, text.Length - start);
            return text.Length;
        }

        var lines = LinesIn(text[start..closing]);
        Add(start, closing + 1 - start);
        var end = dialect.IsBlanks ? closing + 1 : SkipBlanks(text, closing + 1);
        if (end < text.Length && !dialect.FieldEnds.Contains(text[end]))
        {
            Fault = "text stands behind a closing quote";
            // On one line that is a fault of the row. Over several, the quote was left open and this one opens another.
            OpenQuote = lines > 0 ? Line + _lines : null;
            end = EndOfPlain(text, end);
        }

        _lines += lines;
        return end;
    }

    private int EndOfPlain(ReadOnlySpan<byte> text, int start) =>
        text[start..].IndexOfAny(dialect.FieldEnds) is >= 0 and var length ? start + length : text.Length;

    private static int Closing(ReadOnlySpan<byte> text, int start)
    {
        for (var at = start + 1; ; at += 2)
        {
            var found = text[at..].IndexOf(Quote);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (at + 1 >= text.Length || text[at + 1] != Quote)
            {
                return at;
            }
        }
    }

    private int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (text[at] == ' ' || (text[at] == '\t' && dialect.IsBlanks)))
        {
            at++;
        }

        return at;
    }

    private static bool IsEnd(ReadOnlySpan<byte> text, int at) => at >= text.Length || text[at] is LineFeed or Return;

    private void Unquote(Span<byte> text)
    {
        for (var i = 0; i < _count; i++)
        {
            var (start, length) = _fields[i];
            if (length > 1 && text[start] == Quote)
            {
                _fields[i] = (start + 1, MakeSingle(text.Slice(start + 1, length - 2)));
            }
        }
    }

    private static int MakeSingle(Span<byte> quoted)
    {
        var kept = quoted.IndexOf(Quote);
        if (kept < 0)
        {
            return quoted.Length;
        }

        for (var from = kept; from < quoted.Length; from++)
        {
            quoted[kept++] = quoted[from];
            from += quoted[from] == Quote ? 1 : 0;
        }

        return kept;
    }

    private static int LinesIn(ReadOnlySpan<byte> text) =>
        text.Count(LineFeed) is > 0 and var feeds ? feeds : text.Count(Return);

    private void Add(int start, int length)
    {
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * _count);
        }

        _fields[_count++] = (start, length);
    }
}
