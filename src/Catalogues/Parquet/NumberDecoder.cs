using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Reads a column of numbers.</summary>
internal sealed class NumberDecoder<T>(int index, bool isOptional, Func<T, double> convert)
    : ColumnDecoder<T>(index, isOptional)
    where T : unmanaged
{
    protected override void Add(T value, ColumnValues column, BlockText text) => column.Add(convert(value));

    protected override void AddAbsent(ColumnValues column) => column.Add(double.NaN);
}
