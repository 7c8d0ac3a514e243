using System.Numerics;
using ParquetSharp;
using ParquetSharp.Schema;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Parquet;

/// <inheritdoc />
/// <typeparam name="T">How the file stores the numbers: double or float.</typeparam>
internal sealed class NumberEncoder<T>(TypedColumns typed, int index, int rows) : ColumnEncoder(typed, index, rows)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _numbers = new T[rows];
    private double[] _block = [];
    private int _count;

    public override PrimitiveNode Node()
    {
        using var none = LogicalType.None();
        return Node(none, typeof(T) == typeof(float) ? PhysicalType.Float : PhysicalType.Double);
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
            _numbers[_count] = T.CreateTruncating(number);
            var isPresent = !double.IsNaN(number);
            _count += isPresent ? 1 : 0;
            AddLevel(isPresent);
        }
    }

    protected override void Write(ColumnWriter writer) =>
        ((ColumnWriter<T>)writer).WriteBatch(Rows, Levels, default, _numbers);

    protected override void Clear() => _count = 0;
}
