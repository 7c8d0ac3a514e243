using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>The rows of a table, which are all of one length, and what stands where in them.</summary>
internal interface IFitsRows
{
    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>What is not read.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Takes rows apart.</summary>
    /// <param name="block">Where they go to; its buffer begins with them.</param>
    /// <param name="rows">How many.</param>
    /// <param name="number">The number of the first.</param>
    /// <param name="columns">Places of the columns that are wanted.</param>
    void Decode(TableBlock block, RowSpan rows, long number, IReadOnlyList<int> columns);
}

/// <summary>Rows at the beginning of a buffer.</summary>
/// <param name="Count">How many.</param>
/// <param name="Size">Bytes of each.</param>
internal readonly record struct RowSpan(int Count, int Size);
