using ParquetSharp;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Reads a column of texts.</summary>
internal sealed class TextDecoder(int index, bool isOptional) : ColumnDecoder<ByteArray>(index, isOptional)
{
    protected override void Add(ByteArray value, ColumnValues column, BlockText text) =>
        text.Add(value.Pointer, value.Length, column);

    protected override void AddAbsent(ColumnValues column) => column.Add(0, 0);
}
