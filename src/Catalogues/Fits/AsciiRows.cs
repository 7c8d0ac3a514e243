using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>The columns of an ASCII table (FITS standard 4.0, section 7.2).</summary>
internal sealed class AsciiRows : IFitsRows
{
    private readonly List<AsciiField> _fields = [];

    /// <exception cref="CatalogueException">The header contradicts itself.</exception>
    public AsciiRows(FitsHeader header, int rowSize)
    {
        for (var column = 1; column <= header.Size("TFIELDS"); column++)
        {
            _fields.Add(AsciiField.Of(header, column, rowSize) ?? throw new CatalogueException(
                $"its header says TFORM{column} = {header.Text($"TFORM{column}")}, "
                    + $"TBCOL{column} = {header.Text($"TBCOL{column}")} in a row of {rowSize} characters"));
        }

        Columns = [.. _fields.Select(field => field.Column)];
    }

    public IReadOnlyList<TableColumn> Columns { get; }

    public IReadOnlyList<string> Notes => [];

    public void Decode(TableBlock block, RowSpan rows, long number, IReadOnlyList<int> columns)
    {
        for (var (row, at) = (0, 0); row < rows.Count; row++, at += rows.Size)
        {
            string? fault = null;
            for (var i = 0; i < columns.Count && fault is null; i++)
            {
                var field = _fields[columns[i]];
                fault = field.Add(block.Buffer.AsSpan(at + field.Start, field.Width), block.Columns[columns[i]]);
            }

            if (fault is null)
            {
                block.AddRow(number + row);
            }
            else
            {
                block.AddUnread(number + row, fault);
            }
        }
    }
}
