using System.Buffers.Binary;
using System.Buffers.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>One value of each row of a binary table (FITS standard 4.0, section 7.3.3).</summary>
/// <param name="Column">The column that it becomes.</param>
/// <param name="Code">The letter of its type.</param>
/// <param name="Offset">Where it stands in a row.</param>
/// <param name="Width">Bytes of a text.</param>
/// <param name="Bit">Which bit of its byte it is, the highest being 0; for bits alone.</param>
/// <param name="Scale">How the stored number becomes the meant one.</param>
internal sealed record BinaryField(TableColumn Column, char Code, int Offset, int Width, int Bit, FitsScale Scale)
{
    private const int TrueLength = 4;
    private const int FalseLength = 5;
    private const int LongestInteger = 20;

    private static readonly byte[] Truths = "truefalse"u8.ToArray();

    /// <summary>Adds the values of rows.</summary>
    /// <param name="buffer">The rows, one after the other from its beginning.</param>
    /// <param name="rows">How many, and how long.</param>
    /// <param name="values">Where the values go to.</param>
    public void Decode(byte[] buffer, RowSpan rows, ColumnValues values)
    {
        switch (Code)
        {
            case 'A':
                Texts(buffer, rows, values);
                break;
            case 'L' or 'X':
                Truth(buffer, rows, values);
                break;
            case 'D':
                Doubles(buffer, rows, values.AddNumbers(rows.Count));
                break;
            case 'E':
                Floats(buffer, rows, values.AddNumbers(rows.Count));
                break;
            case 'K' when Column.Kind == ColumnKind.Text:
                Unsigned(buffer, rows, values);
                break;
            default:
                Integers(buffer, rows, values);
                break;
        }
    }

    private void Texts(byte[] buffer, RowSpan rows, ColumnValues values)
    {
        values.UseText(buffer);
        for (var (row, at) = (0, Offset); row < rows.Count; row++, at += rows.Size)
        {
            values.Add(at, FixedText.LengthOf(buffer.AsSpan(at, Width)));
        }
    }

    // T, F or 0 for neither (section 7.3.3.1); a bit is one of both.
    private void Truth(byte[] buffer, RowSpan rows, ColumnValues values)
    {
        values.UseText(Truths);
        for (var (row, at) = (0, Offset); row < rows.Count; row++, at += rows.Size)
        {
            var cell = Code == 'L' ? (char)buffer[at] : (buffer[at] >> (7 - Bit) & 1) == 1 ? 'T' : 'F';
            values.Add(cell == 'T' ? 0 : TrueLength, cell == 'T' ? TrueLength : cell == 'F' ? FalseLength : 0);
        }
    }

    private void Doubles(ReadOnlySpan<byte> buffer, RowSpan rows, Span<double> numbers)
    {
        var at = Offset;
        for (var row = 0; row < numbers.Length; row++, at += rows.Size)
        {
            numbers[row] = BinaryPrimitives.ReadDoubleBigEndian(buffer[at..]);
        }

        Scale.Apply(numbers);
    }

    private void Floats(ReadOnlySpan<byte> buffer, RowSpan rows, Span<double> numbers)
    {
        var at = Offset;
        for (var row = 0; row < numbers.Length; row++, at += rows.Size)
        {
            numbers[row] = BinaryPrimitives.ReadSingleBigEndian(buffer[at..]);
        }

        Scale.Apply(numbers);
    }

    private void Integers(ReadOnlySpan<byte> buffer, RowSpan rows, ColumnValues values)
    {
        if (Column.Kind == ColumnKind.Number)
        {
            ScaledIntegers(buffer, rows, values.AddNumbers(rows.Count));
            return;
        }

        var integers = values.AddIntegers(rows.Count, out var absent);
        var at = Offset;
        for (var row = 0; row < integers.Length; row++, at += rows.Size)
        {
            var stored = Stored(buffer[at..]);
            integers[row] = stored + Scale.Shift;
            absent[row] = stored == Scale.Null;
        }
    }

    private void ScaledIntegers(ReadOnlySpan<byte> buffer, RowSpan rows, Span<double> numbers)
    {
        var at = Offset;
        for (var row = 0; row < numbers.Length; row++, at += rows.Size)
        {
            var stored = Stored(buffer[at..]);
            numbers[row] = stored == Scale.Null ? double.NaN : stored;
        }

        Scale.Apply(numbers);
    }

    // Those of 64 bits, as digits: half of them are no signed number.
    private void Unsigned(ReadOnlySpan<byte> buffer, RowSpan rows, ColumnValues values)
    {
        Span<byte> digits = stackalloc byte[LongestInteger];
        for (var (row, at) = (0, Offset); row < rows.Count; row++, at += rows.Size)
        {
            var stored = Stored(buffer[at..]);
            var length = 0;
            _ = stored != Scale.Null
                && Utf8Formatter.TryFormat((ulong)stored ^ FitsScale.HighestBit, digits, out length);
            values.Add(digits[..length]);
        }
    }

    private long Stored(ReadOnlySpan<byte> cell) => Code switch
    {
        'B' => cell[0],
        'I' => BinaryPrimitives.ReadInt16BigEndian(cell),
        'J' => BinaryPrimitives.ReadInt32BigEndian(cell),
        _ => BinaryPrimitives.ReadInt64BigEndian(cell),
    };
}
