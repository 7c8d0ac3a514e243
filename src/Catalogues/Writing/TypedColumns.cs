using System.Buffers.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>
/// Gives the columns of a table their kinds for a format that stores numbers as numbers. Columns of a file of text
/// become numbers where the first block given holds nothing else.
/// </summary>
internal sealed class TypedColumns
{
    private const int LongestShown = 60;

    private readonly TableColumn[] _columns;
    private long _rows;

    private TypedColumns(TableColumn[] columns) => _columns = columns;

    /// <summary>The columns with the kinds that are to be written.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>Infers the kinds.</summary>
    /// <param name="columns">The first block.</param>
    /// <param name="rows">Its rows.</param>
    public static TypedColumns Of(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        var typed = new TableColumn[columns.Count];
        for (var i = 0; i < typed.Length; i++)
        {
            var column = columns[i].Column;
            typed[i] = column is { Kind: ColumnKind.Text, IsSurelyText: false }
                ? column with { Kind = KindOf(columns[i], rows), IsSingle = false }
                : column;
        }

        return new TypedColumns(typed);
    }

    /// <summary>Counts the rows that were written, for messages about the ones after them.</summary>
    public void Wrote(int rows) => _rows += rows;

    /// <summary>
    /// Gives the values of a column as numbers, of 32 bits as they are stored; NaN where there is none.
    /// </summary>
    /// <exception cref="CatalogueException">A value is no number.</exception>
    public void Numbers(int column, ColumnValues values, ReadOnlySpan<int> rows, Span<double> into)
    {
        if (_columns[column].IsSingle)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                into[i] = values.Single(rows[i]);
            }

            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (!values.TryNumber(rows[i], out into[i]))
            {
                throw DoesNotFit(column, values, rows[i], i);
            }
        }
    }

    /// <summary>Gives the values of a column as whole numbers.</summary>
    /// <exception cref="CatalogueException">A value is no whole number of 64 bits.</exception>
    public void Integers(int column, ColumnValues values, ReadOnlySpan<int> rows, Span<long?> into)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (values.Column.Kind == ColumnKind.Integer)
            {
                into[i] = values.Integer(rows[i]);
            }
            else if (NumberText.IsNoValue(values.Utf8(rows[i])))
            {
                into[i] = null;
            }
            else
            {
                into[i] = IsInteger(values.Utf8(rows[i]), out var integer)
                    ? integer
                    : throw DoesNotFit(column, values, rows[i], i);
            }
        }
    }

    private static ColumnKind KindOf(ColumnValues values, ReadOnlySpan<int> rows)
    {
        var (hasNumbers, areIntegers) = (false, true);
        foreach (var row in rows)
        {
            var text = values.Utf8(row);
            if (!values.TryNumber(row, out var number) || IsName(text))
            {
                return ColumnKind.Text;
            }

            if (!double.IsNaN(number))
            {
                hasNumbers = true;
                areIntegers &= IsInteger(text, out _);
            }
        }

        return !hasNumbers ? ColumnKind.Text : areIntegers ? ColumnKind.Integer : ColumnKind.Number;
    }

    /// <summary>
    /// Whether a text is digits without a sign or a point that a number would not keep: leading zeros, or more than 64
    /// bits.
    /// </summary>
    public static bool IsName(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        return text.Length > 1 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !IsInteger(text, out _);
    }

    private static bool IsInteger(ReadOnlySpan<byte> text, out long integer)
    {
        text = text.Trim((byte)' ');
        return Utf8Parser.TryParse(text, out integer, out var used) && used == text.Length
            && text is not ([(byte)'+', ..] or [(byte)'0', _, ..] or [(byte)'-', (byte)'0', ..]);
    }

    private CatalogueException DoesNotFit(int column, ColumnValues values, int row, int place)
    {
        var text = values.Text(row);
        text = text.Length <= LongestShown ? text : text[..LongestShown] + "…";
        var kind = _columns[column].Kind == ColumnKind.Integer ? "whole number of 64 bits" : "number";
        return new CatalogueException(
            $"column '{_columns[column].Name}', row {_rows + place + 1}: '{text}' is no {kind}, as the first are: "
            + "write CSV, which keeps any text");
    }
}
