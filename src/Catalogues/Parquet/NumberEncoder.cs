using ParquetSharp;
using ParquetSharp.Schema;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Parquet;

/// <inheritdoc />
internal sealed class NumberEncoder(TypedColumns typed, int index, int rows) : ColumnEncoder(typed, index, rows)
{
    private readonly double[] _numbers = new double[rows];
    private double[] _block = [];
    private int _count;

    public override PrimitiveNode Node()
    {
        using var none = LogicalType.None();
        return Node(none, PhysicalType.Double);
    }

    public override void Add(ColumnValues values, ReadOnlySpan<int> rows)
    {
        if (_block.Length < rows.Length)
        {
            _block = new double[rows.Length];
        }

        var block = _block.AsSpan(0, rows.Length);
        Typed.Numbers(Index, values, rows, block);
        foreach (var number in block)
        {
            // One that is absent is overwritten by the next.
            _numbers[_count] = number;
            var isPresent = !double.IsNaN(number);
            _count += isPresent ? 1 : 0;
            AddLevel(isPresent);
        }
    }

    protected override void Write(ColumnWriter writer) =>
        ((ColumnWriter<double>)writer).WriteBatch(Rows, Levels, default, _numbers);

    protected override void Clear() => _count = 0;
}
