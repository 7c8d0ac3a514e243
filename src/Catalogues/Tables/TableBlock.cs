namespace Streaming.Catalogues.Tables;

/// <summary>
/// Consecutive rows of a table, a column each. It belongs to whoever got it, until that one gives it back.
/// </summary>
internal sealed class TableBlock
{
    private readonly ColumnValues[] _columns;
    private readonly List<long> _lines = [];
    private readonly List<UnreadRow> _unread = [];

    public TableBlock(IEnumerable<ColumnValues> columns) => _columns = [.. columns];

    /// <summary>Its columns, as the reader lists them; one that was not asked for may be empty.</summary>
    public IReadOnlyList<ColumnValues> Columns => _columns;

    public int Rows => _lines.Count;

    /// <summary>Rows that could not be split into columns; they are not among the others.</summary>
    public IReadOnlyList<UnreadRow> Unread => _unread;

    /// <summary>The bytes of the file that its texts refer to; empty for a binary file.</summary>
    public byte[] Buffer { get; set; } = [];

    /// <summary>Bytes of texts that its columns keep themselves, beside <see cref="Buffer"/>.</summary>
    public long TextBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var column in _columns)
            {
                bytes += column.TextBytes;
            }

            return bytes;
        }
    }

    /// <summary>
    /// Where a row stands: its line in a text, the first being 1; else its number, the first being 1.
    /// </summary>
    public long Line(int row) => _lines[row];

    public void AddRow(long line) => _lines.Add(line);

    /// <summary>Adds a row that could not be read; what of it stands in the columns is taken out again.</summary>
    public void AddUnread(long line, string why)
    {
        _unread.Add(new UnreadRow(line, why));
        foreach (var column in Columns)
        {
            column.Truncate(Rows);
        }
    }

    public void Clear()
    {
        _lines.Clear();
        _unread.Clear();
        foreach (var column in Columns)
        {
            column.Clear();
        }
    }
}

/// <summary>A row that could not be split into columns.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Why">What is wrong with it.</param>
internal readonly record struct UnreadRow(long Line, string Why);
