using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.JsonLines;

/// <summary>
/// Reads a text with a JSON object a line. Its columns are the members of the first lines' objects, and of what stands
/// in them under <c>measurements</c>; what only later lines have is passed over, and told. Objects of the form of
/// <see cref="Contracts.ObservationReceived"/> may have any of its members in any line.
/// </summary>
internal sealed class JsonLinesReader : TableReader
{
    private readonly ChunkedText _text;
    private readonly ObjectLine _object = new();
    private long _line;

    /// <param name="input">UTF-8, without a byte order mark.</param>
    public JsonLinesReader(Stream input)
        : base("JSON Lines", input)
    {
        _text = new ChunkedText(input);
        var head = _text.Rest.ToArray();
        for (var start = 0; start < head.Length;)
        {
            var length = LengthOfLine(head.AsSpan(start), isLast: true);
            _object.Read(head, start, length);
            start += length + 1;
        }

        _object.Complete();
    }

    public override IReadOnlyList<TableColumn> Columns => _object.Columns;

    public override bool HasLines => true;

    public override IReadOnlyList<string> Notes => _object.PassedOver.Count == 0 ? [] :
        [$"not read, since the first lines do not have it: {string.Join(", ", _object.PassedOver)}"];

    public override bool Read(TableBlock block)
    {
        block.Clear();
        while (block.Rows + block.Unread.Count == 0 && _text.Fill(block) is > 0 and var length)
        {
            var used = 0;
            while (used < length && LengthOfLine(block.Buffer.AsSpan(used..length), _text.IsLast) is >= 0 and var line)
            {
                _line++;
                Add(block, used, line);
                used = Math.Min(used + line + 1, length);
            }

            _text.Keep(block.Buffer.AsSpan(used..length));
            if (used == 0 && _text.IsTooLong)
            {
                throw new CatalogueException($"line {_line + 1} is longer than {ChunkedText.Limit}");
            }
        }

        foreach (var column in block.Columns)
        {
            column.UseText(block.Buffer);
        }

        return block.Rows + block.Unread.Count > 0;
    }

    // Without the line feed; -1 where that has not come yet.
    private static int LengthOfLine(ReadOnlySpan<byte> text, bool isLast) =>
        text.IndexOf((byte)'\n') is >= 0 and var length ? length : isLast ? text.Length : -1;

    private void Add(TableBlock block, int start, int length)
    {
        if (block.Buffer.AsSpan(start, length).Trim(" \t\r"u8).IsEmpty)
        {
            return;
        }

        if (_object.Read(block.Buffer, start, length) is { } fault)
        {
            block.AddUnread(_line, fault);
            return;
        }

        for (var i = 0; i < block.Columns.Count; i++)
        {
            block.Columns[i].Add(_object.Places[i].Start, _object.Places[i].Length);
        }

        block.AddRow(_line);
    }
}
