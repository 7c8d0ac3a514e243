using System.Text;
using System.Text.RegularExpressions;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Fits;

/// <summary>
/// Writes a FITS file with one binary table: numbers as D (those of 32 bits as E), whole numbers as K, texts as A of the
/// longest one's width. That width, and the number of rows, stand before the first row and are known after the last:
/// until then the rows are kept in a temporary file, so that no text is cut, and the output may be a pipe.
/// </summary>
/// <param name="output">Where to; disposed with the writer.</param>
internal sealed partial class FitsWriter(Stream output) : TableWriter
{
    private const int MostColumns = 999;

    private readonly FitsCards _cards = new();
    private readonly KeptRows _rows = new();
    private TypedColumns? _typed;
    private FitsColumn[] _columns = [];

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        if (columns.Count > MostColumns)
        {
            throw new CatalogueException($"{columns.Count} columns do not fit into FITS: up to {MostColumns} do");
        }

        if (_typed is null)
        {
            OutputNames.RequireDifferent(columns, "FITS");
            _typed = TypedColumns.Of(columns, rows);
            _columns = [.. Enumerable.Range(0, columns.Count).Select(place => new FitsColumn(_typed, place))];
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].Keep(columns[i], row, _rows);
            }

            _rows.EndRow();
            _typed.Wrote(1);
        }
    }

    public override void Complete()
    {
        var size = 0;
        foreach (var column in _columns)
        {
            size = checked(size + column.Width);
        }

        WriteHeaders(size);
        var row = new byte[size];
        using (var kept = _rows.ReadAgain())
        {
            for (var i = 0L; i < _rows.Count; i++)
            {
                var at = 0;
                foreach (var column in _columns)
                {
                    column.Place(kept, row.AsSpan(at, column.Width));
                    at += column.Width;
                }

                output.Write(row);
            }
        }

        // The last block is filled (section 7.3.3).
        var rest = (int)(_rows.Count * size % FitsHeader.BlockSize);
        output.Write(new byte[rest == 0 ? 0 : FitsHeader.BlockSize - rest]);
        output.Flush();
    }

    public override void Dispose()
    {
        _rows.Dispose();
        output.Dispose();
    }

    private void WriteHeaders(int rowSize)
    {
        _cards.Add("SIMPLE", true);
        _cards.Add("BITPIX", 8);
        _cards.Add("NAXIS", 0);
        _cards.Add("EXTEND", true);
        _cards.WriteTo(output);
        _cards.Add("XTENSION", "BINTABLE");
        _cards.Add("BITPIX", 8);
        _cards.Add("NAXIS", 2);
        _cards.Add("NAXIS1", rowSize);
        _cards.Add("NAXIS2", _rows.Count);
        _cards.Add("PCOUNT", 0);
        _cards.Add("GCOUNT", 1);
        _cards.Add("TFIELDS", _columns.Length);
        for (var i = 0; i < _columns.Length; i++)
        {
            WriteColumn(_columns[i], i + 1);
        }

        _cards.WriteTo(output);
    }

    // A header holds ASCII alone (FITS standard 4.0, section 4.1.2). A unit with another letter is left out: without
    // that letter it would be another unit.
    private void WriteColumn(FitsColumn column, int number)
    {
        _cards.Add($"TTYPE{number}", NotAscii().Replace(column.Column.Name, "_"));
        _cards.Add($"TFORM{number}", column.Format);
        if (column.HasNull)
        {
            _cards.Add($"TNULL{number}", FitsColumn.Null);
        }

        if (column.Column.Unit is { } unit && Ascii.IsValid(unit))
        {
            _cards.Add($"TUNIT{number}", NotAscii().Replace(unit, " "));
        }
    }

    [GeneratedRegex("[^ -~]", RegexOptions.CultureInvariant)]
    private static partial Regex NotAscii();
}
