using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Reads a column of whole numbers.</summary>
internal sealed class IntegerDecoder<T>(int index, bool isOptional, Func<T, long> convert)
    : ColumnDecoder<T>(index, isOptional)
    where T : unmanaged
{
    protected override void Add(T value, ColumnValues column, BlockText text) => column.Add((long?)convert(value));

    protected override void AddAbsent(ColumnValues column) => column.Add((long?)null);
}
