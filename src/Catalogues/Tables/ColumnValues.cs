using System.Buffers.Text;
using System.Text;

namespace Streaming.Catalogues.Tables;

/// <summary>The values of one column in one block of rows. Filled by a reader, then only read.</summary>
internal sealed class ColumnValues
{
    private const int InitialRows = 1024;
    /// <summary>Room for the digits of any number.</summary>
    public const int LongestNumber = 32;

    private byte[] _text = [];
    private byte[] _ownText = [];
    private (int Start, int Length)[] _places = [];
    private double[] _numbers = [];
    private long[] _integers = [];
    private bool[] _absent = [];

    public ColumnValues(TableColumn column) => Column = column;

    public TableColumn Column { get; }

    /// <summary>How many rows have a value set.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the texts that were added by their bytes.</summary>
    public int TextBytes { get; private set; }

    /// <summary>Whether numbers in a text have a comma where others have a point.</summary>
    public bool HasDecimalComma { get; init; }

    public void Clear() => (Count, TextBytes) = (0, 0);

    /// <summary>Forgets the values behind a row, where there are such.</summary>
    public void Truncate(int rows) => Count = Math.Min(Count, rows);

    /// <summary>The bytes that the places of a text column refer to; they may be shared by many columns.</summary>
    public void UseText(byte[] text) => _text = text;

    /// <summary>Adds a text by its place in the bytes given to <see cref="UseText"/>.</summary>
    public void Add(int start, int length)
    {
        Grow(ref _places);
        _places[Count++] = (start, length);
    }

    /// <summary>Adds a text by its bytes, which are copied. In a block it is this or places for all of them.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        var end = TextBytes + utf8.Length;
        if (end > _ownText.Length)
        {
            Array.Resize(ref _ownText, Math.Max(Math.Max(InitialRows, 2 * _ownText.Length), end));
        }

        utf8.CopyTo(_ownText.AsSpan(TextBytes));
        _text = _ownText;
        Add(TextBytes, utf8.Length);
        TextBytes = end;
    }

    /// <summary>Adds a number; NaN where there is no value.</summary>
    public void Add(double number)
    {
        Grow(ref _numbers);
        _numbers[Count++] = number;
    }

    /// <summary>Adds a whole number; null where there is no value.</summary>
    public void Add(long? integer)
    {
        Grow(ref _integers);
        Grow(ref _absent);
        _absent[Count] = integer is null;
        _integers[Count++] = integer.GetValueOrDefault();
    }

    /// <summary>Adds numbers at once, for readers that decode a column as a whole.</summary>
    public Span<double> AddNumbers(int rows)
    {
        Grow(ref _numbers, rows);
        Count += rows;
        return _numbers.AsSpan(Count - rows, rows);
    }

    /// <summary>Adds whole numbers at once, for readers that decode a column as a whole.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="absent">To be set where there is no value; false at first.</param>
    public Span<long> AddIntegers(int rows, out Span<bool> absent)
    {
        Grow(ref _integers, rows);
        Grow(ref _absent, rows);
        Count += rows;
        absent = _absent.AsSpan(Count - rows, rows);
        absent.Clear();
        return _integers.AsSpan(Count - rows, rows);
    }

    /// <summary>Whether the row has no value at all.</summary>
    public bool IsAbsent(int row) => Column.Kind switch
    {
        ColumnKind.Text => _places[row].Length == 0,
        ColumnKind.Number => double.IsNaN(_numbers[row]),
        _ => _absent[row],
    };

    /// <summary>A value of a number column, as it is meant.</summary>
    public double Number(int row) =>
        Column.IsSingle ? SingleNumber.Meant((float)_numbers[row]) : _numbers[row];

    /// <summary>A value of a column whose numbers are stored in 32 bits, as it is stored.</summary>
    public float Single(int row) => (float)_numbers[row];

    /// <summary>A value of an integer column; null where there is none.</summary>
    public long? Integer(int row) => _absent[row] ? null : _integers[row];

    /// <summary>A value of a text column, UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int row) => _text.AsSpan(_places[row].Start, _places[row].Length);

    /// <summary>A value of any kind as text, digits and all; empty where there is none.</summary>
    public string Text(int row)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        return Encoding.UTF8.GetString(Utf8(row, digits));
    }

    /// <summary>A value of any kind as UTF-8; empty where there is none.</summary>
    /// <param name="row">The row in the block.</param>
    /// <param name="digits">At least 32 bytes, used for the digits of a number.</param>
    public ReadOnlySpan<byte> Utf8(int row, Span<byte> digits)
    {
        var length = 0;
        if (Column.Kind == ColumnKind.Text)
        {
            return Utf8(row);
        }

        if (!IsAbsent(row))
        {
            _ = Column.Kind == ColumnKind.Number
                ? Utf8Formatter.TryFormat(Number(row), digits, out length)
                : Utf8Formatter.TryFormat(_integers[row], digits, out length);
        }

        return digits[..length];
    }

    /// <summary>Reads a value of any kind as a number.</summary>
    /// <param name="row">The row in the block.</param>
    /// <param name="number">The number; NaN where none was measured.</param>
    /// <returns>False when it is a text that is neither a number nor a word for "not measured".</returns>
    public bool TryNumber(int row, out double number)
    {
        if (Column.Kind == ColumnKind.Text)
        {
            return NumberText.TryParse(Utf8(row), HasDecimalComma, out number);
        }

        number = Column.Kind == ColumnKind.Number ? Number(row) : _absent[row] ? double.NaN : _integers[row];
        return true;
    }

    private void Grow<T>(ref T[] values, int rows = 1)
    {
        if (Count + rows > values.Length)
        {
            Array.Resize(ref values, Math.Max(Math.Max(InitialRows, 2 * values.Length), Count + rows));
        }
    }
}
