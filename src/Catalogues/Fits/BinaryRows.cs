using System.Globalization;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>
/// The columns of a binary table (FITS standard 4.0, section 7.3). A short array, such as the five magnitudes of a
/// survey that keeps them together, becomes as many columns; a long one is a spectrum or a picture, and not read.
/// </summary>
internal sealed class BinaryRows : IFitsRows
{
    /// <summary>The longest array that becomes columns.</summary>
    public const int MostElements = 16;

    private readonly List<BinaryField> _fields = [];
    private readonly List<string> _notes = [];

    /// <exception cref="CatalogueException">The header contradicts itself.</exception>
    public BinaryRows(FitsHeader header, int rowSize)
    {
        var offset = 0L;
        for (var column = 1; column <= header.Size("TFIELDS"); column++)
        {
            var format = header.Text($"TFORM{column}")
                ?? throw new CatalogueException($"its header has no TFORM{column}");
            var parsed = BinaryFormat.Of(format, header.Text($"TDIM{column}"))
                ?? throw new CatalogueException($"its header says TFORM{column} = {format}");
            offset += parsed.Width;
            if (offset > rowSize)
            {
                throw new CatalogueException(
                    $"its header says NAXIS1 = {rowSize}, but the columns up to number {column} take {offset} bytes");
            }

            Add(header, column, parsed, (int)(offset - parsed.Width));
        }

        Columns = [.. _fields.Select(field => field.Column)];
    }

    public IReadOnlyList<TableColumn> Columns { get; }

    public IReadOnlyList<string> Notes => _notes;

    public void Decode(TableBlock block, RowSpan rows, long number, IReadOnlyList<int> columns)
    {
        foreach (var column in columns)
        {
            _fields[column].Decode(block.Buffer, rows, block.Columns[column]);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            block.AddRow(number + row);
        }
    }

    private void Add(FitsHeader header, int column, BinaryFormat format, int offset)
    {
        var name = header.Text($"TTYPE{column}") ?? string.Create(CultureInfo.InvariantCulture, $"col{column}");
        if (format.Elements == 0)
        {
            return;
        }

        var why = format.Code is 'P' or 'Q' ? "arrays of different lengths"
            : format.Code is 'C' or 'M' ? "complex numbers"
            : format.Elements > MostElements ? $"arrays of {format.Elements} values"
            : null;
        if (why is not null)
        {
            _notes.Add($"column {name} is not read: {why}");
            return;
        }

        var scale = FitsScale.Of(header, column);
        var (kind, unit) = (scale.KindOf(format.Code), header.Text($"TUNIT{column}"));
        var isSingle = format.Code == 'E' && scale is { Factor: 1, Zero: 0 };
        for (var i = 0; i < format.Elements; i++)
        {
            var one = new TableColumn(format.Elements == 1 ? name : $"{name}_{i + 1}", kind, unit)
            {
                IsSingle = isSingle,
                IsSurelyText = true,
            };
            var place = format.Code == 'X' ? offset + (i / 8) : offset + (i * (int)format.ElementWidth);
            _fields.Add(new BinaryField(one, format.Code, place, (int)format.ElementWidth, i % 8, scale));
        }
    }
}
