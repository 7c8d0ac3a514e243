using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Delimited;

/// <summary>Reads a text whose values a character separates, with the names of the columns in its first line.</summary>
internal sealed class DelimitedReader : TableReader
{
    private readonly ChunkedText _text;
    private readonly Preamble _preamble;
    private readonly RecordSplitter _splitter;

    /// <param name="input">UTF-8, without a byte order mark.</param>
    /// <exception cref="CatalogueException">It is no table.</exception>
    public DelimitedReader(Stream input)
        : base("CSV", input)
    {
        _text = new ChunkedText(input);
        _preamble = Preamble.Of(_text.Rest, _text.IsLast);
        _splitter = new RecordSplitter(_preamble.Dialect) { Line = _preamble.Line };
        _text.Keep(_text.Rest.AsSpan(_preamble.Start));
    }

    public override IReadOnlyList<TableColumn> Columns => _preamble.Columns;

    public override bool HasLines => true;

    /// <summary>The separator in words.</summary>
    public string Separator => _preamble.Dialect.Name;

    public override TableBlock NewBlock() => new(
        Columns.Select(column => new ColumnValues(column) { HasDecimalComma = _preamble.HasDecimalComma }));

    public override bool Read(TableBlock block)
    {
        block.Clear();
        while (block.Rows + block.Unread.Count == 0 && _text.Fill(block) is > 0 and var length)
        {
            var used = Split(block, length);
            _text.Keep(block.Buffer.AsSpan(used..length));
            if (used == 0 && _text.IsTooLong)
            {
                throw new CatalogueException(_splitter.OpenQuote is { } opened
                    ? NotClosed(opened)
                    : $"line {_splitter.Line} is longer than {ChunkedText.Limit}");
            }
        }

        foreach (var column in block.Columns)
        {
            column.UseText(block.Buffer);
        }

        return block.Rows + block.Unread.Count > 0;
    }

    private int Split(TableBlock block, int length)
    {
        var text = block.Buffer.AsSpan(0, length);
        var used = 0;
        while (used < length)
        {
            var line = _splitter.Line;
            var next = _splitter.Next(text, used, _text.IsLast);
            if (next < 0)
            {
                break;
            }

            if (_splitter.OpenQuote is { } opened)
            {
                throw new CatalogueException(NotClosed(opened));
            }

            Add(block, line, text[used] == '#');
            used = next;
        }

        return used;
    }

    private void Add(TableBlock block, long line, bool isComment)
    {
        var fields = _splitter.Fields;
        if (isComment || (fields.Length == 1 && fields[0].Length == 0))
        {
            return;
        }

        // A separator at the end of the line, as some programs write it, makes one field more, without content.
        var count = fields.Length == Columns.Count + 1 && fields[^1].Length == 0 ? Columns.Count : fields.Length;
        if (_splitter.Fault is not null || count != Columns.Count)
        {
            block.AddUnread(line, _splitter.Fault ?? $"{fields.Length} fields instead of {Columns.Count}");
            return;
        }

        for (var i = 0; i < count; i++)
        {
            block.Columns[i].Add(fields[i].Start, fields[i].Length);
        }

        block.AddRow(line);
    }

    private static string NotClosed(long line) => $"line {line}: a quote opens here that nothing closes";
}
