using System.Runtime.InteropServices;
using ParquetSharp;
using ParquetSharp.Schema;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Parquet;

/// <inheritdoc />
internal sealed class TextEncoder(TypedColumns typed, int index, int rows) : ColumnEncoder(typed, index, rows)
{
    private readonly int[] _lengths = new int[rows];
    private readonly ByteArray[] _texts = new ByteArray[rows];
    private readonly ValueText _text = new();
    private byte[] _bytes = [];
    private int _used;
    private int _count;

    public override long TextLength => _used;

    public override PrimitiveNode Node()
    {
        using var text = LogicalType.String();
        return Node(text, PhysicalType.ByteArray);
    }

    public override void Add(ColumnValues values, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            var text = _text.Utf8(values, row);
            AddLevel(!text.IsEmpty);
            if (!text.IsEmpty)
            {
                if (text.Length > _bytes.Length - _used)
                {
                    Array.Resize(ref _bytes, checked(Math.Max(2 * _bytes.Length, _used + text.Length)));
                }

                text.CopyTo(_bytes.AsSpan(_used));
                _used += text.Length;
                _lengths[_count++] = text.Length;
            }
        }
    }

    // The library is given addresses, which hold only while the bytes are kept from being moved.
    protected override void Write(ColumnWriter writer)
    {
        var pinned = GCHandle.Alloc(_bytes, GCHandleType.Pinned);
        try
        {
            var at = pinned.AddrOfPinnedObject();
            for (var i = 0; i < _count; i++)
            {
                _texts[i] = new ByteArray(at, _lengths[i]);
                at += _lengths[i];
            }

            ((ColumnWriter<ByteArray>)writer).WriteBatch(Rows, Levels, default, _texts);
        }
        finally
        {
            pinned.Free();
        }
    }

    protected override void Clear() => (_used, _count) = (0, 0);
}
