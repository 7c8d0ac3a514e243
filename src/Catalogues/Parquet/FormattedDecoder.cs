using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Writes a value as UTF-8 and tells its length, which is never above 128.</summary>
internal delegate int TextOf<T>(T value, Span<byte> destination);

/// <summary>Reads a column whose values become texts.</summary>
internal sealed class FormattedDecoder<T>(int index, bool isOptional, TextOf<T> format)
    : ColumnDecoder<T>(index, isOptional)
    where T : unmanaged
{
    private const int Longest = 128;

    protected override void Add(T value, ColumnValues column, BlockText text) =>
        text.Add(format(value, text.Room(Longest)), column);

    protected override void AddAbsent(ColumnValues column) => column.Add(0, 0);
}
