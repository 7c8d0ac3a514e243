using ParquetSharp;
using ParquetSharp.Schema;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Parquet;

/// <inheritdoc />
internal sealed class IntegerEncoder(TypedColumns typed, int index, int rows) : ColumnEncoder(typed, index, rows)
{
    private readonly long[] _integers = new long[rows];
    private long?[] _block = [];
    private int _count;

    public override PrimitiveNode Node()
    {
        using var none = LogicalType.None();
        return Node(none, PhysicalType.Int64);
    }

    public override void Add(ColumnValues values, ReadOnlySpan<int> rows)
    {
        if (_block.Length < rows.Length)
        {
            _block = new long?[rows.Length];
        }

        var block = _block.AsSpan(0, rows.Length);
        Typed.Integers(Index, values, rows, block);
        foreach (var integer in block)
        {
            AddLevel(integer.HasValue);
            if (integer is { } present)
            {
                _integers[_count++] = present;
            }
        }
    }

    protected override void Write(ColumnWriter writer) =>
        ((ColumnWriter<long>)writer).WriteBatch(Rows, Levels, default, _integers);

    protected override void Clear() => _count = 0;
}
