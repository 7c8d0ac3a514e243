using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>
/// Reads the first table of a FITS file (FITS standard 4.0), from the file's first byte on and without going back. What
/// follows the rows, a heap or other tables, is not looked at.
/// </summary>
internal sealed class FitsReader : TableReader
{
    /// <summary>The longest row: a larger one would be a picture, not an observation.</summary>
    public const int LongestRow = 16 * 1024 * 1024;

    /// <summary>Rows are read in blocks of about so many bytes.</summary>
    private const int BlockBytes = 4 * 1024 * 1024;

    private readonly IFitsRows _rows;
    private readonly int _rowSize;
    private readonly long _count;
    private IReadOnlyList<int> _columns;
    private long _read;

    /// <param name="input">The file, from its beginning.</param>
    /// <exception cref="CatalogueException">There is no table in it that can be read.</exception>
    public FitsReader(Stream input)
        : this(input, FitsUnits.FindTable(input))
    {
    }

    private FitsReader(Stream input, FitsHeader header)
        : base(header.Text("XTENSION") == "TABLE" ? "FITS ASCII table" : "FITS binary table", input)
    {
        var size = header.Size("NAXIS1");
        if (size > LongestRow)
        {
            throw new CatalogueException($"its rows are longer than {LongestRow / (1024 * 1024)} MiB: NAXIS1 = {size}");
        }

        _rowSize = (int)size;
        _count = header.Size("NAXIS2");
        _rows = header.Text("XTENSION") == "TABLE" ? new AsciiRows(header, _rowSize) : new BinaryRows(header, _rowSize);
        _columns = [.. Enumerable.Range(0, _rows.Columns.Count)];
        if (_columns.Count == 0)
        {
            throw new CatalogueException(_rows.Notes is [var why, ..]
                ? $"no column of its table can be read: {why}"
                : "its table has no columns");
        }
    }

    public override IReadOnlyList<TableColumn> Columns => _rows.Columns;

    public override long? RowCount => _count;

    public override IReadOnlyList<string> Notes => _rows.Notes;

    public override void Select(IReadOnlySet<int> columns) =>
        _columns = [.. Enumerable.Range(0, Columns.Count).Where(columns.Contains)];

    public override bool Read(TableBlock block)
    {
        block.Clear();
        var most = Math.Clamp(BlockBytes / _rowSize, 1, BlockRows);
        var rows = new RowSpan((int)Math.Min(most, _count - _read), _rowSize);
        var size = rows.Count * rows.Size;
        if (block.Buffer.Length < size)
        {
            block.Buffer = new byte[size];
        }

        var length = Input.ReadAtLeast(block.Buffer.AsSpan(0, size), size, throwOnEndOfStream: false);
        if (length < size)
        {
            throw new CatalogueException($"the file ends after row {_read + (length / _rowSize)} of {_count}");
        }

        _rows.Decode(block, rows, _read + 1, _columns);
        _read += rows.Count;
        return rows.Count > 0;
    }
}
