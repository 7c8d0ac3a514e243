using System.Buffers.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>Gathers what is written into large pieces.</summary>
internal sealed class OutputBuffer(Stream output)
{
    private const int Size = 256 * 1024;

    private readonly byte[] _bytes = new byte[Size];
    private int _used;

    public void Add(byte value)
    {
        if (_used == Size)
        {
            Flush();
        }

        _bytes[_used++] = value;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > Size - _used)
        {
            Flush();
        }

        if (text.Length > Size)
        {
            output.Write(text);
            return;
        }

        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
    }

    /// <summary>Adds a value of a column of numbers.</summary>
    public void AddNumber(ColumnValues values, int row)
    {
        if (Size - _used < NumberFormat.Longest)
        {
            Flush();
        }

        var room = _bytes.AsSpan(_used);
        _used += values.Column.Kind == ColumnKind.Number
            ? NumberFormat.Write(values.Number(row), room)
            : Utf8Formatter.TryFormat(values.Integer(row).GetValueOrDefault(), room, out var length) ? length : 0;
    }

    public void Flush()
    {
        output.Write(_bytes, 0, _used);
        _used = 0;
    }
}
