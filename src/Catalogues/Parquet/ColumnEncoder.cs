using ParquetSharp;
using ParquetSharp.Schema;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Parquet;

/// <summary>Gathers the values of one column until a row group is full.</summary>
/// <param name="typed">The columns of the table.</param>
/// <param name="index">Its place among them.</param>
/// <param name="rows">Most rows of a row group.</param>
internal abstract class ColumnEncoder(TypedColumns typed, int index, int rows)
{
    // For each row 1 where it has a value, else 0.
    private readonly short[] _levels = new short[rows];

    /// <summary>Bytes of texts that are held.</summary>
    public virtual long TextLength => 0;

    protected TypedColumns Typed { get; } = typed;

    protected int Index { get; } = index;

    /// <summary>How many rows are held.</summary>
    protected int Rows { get; private set; }

    protected ReadOnlySpan<short> Levels => _levels.AsSpan(0, Rows);

    /// <summary>Makes what gathers a column of its kind.</summary>
    public static ColumnEncoder Of(TypedColumns typed, int index, int rows) => typed.Columns[index].Kind switch
    {
        ColumnKind.Number when typed.Columns[index].IsSingle => new NumberEncoder<float>(typed, index, rows),
        ColumnKind.Number => new NumberEncoder<double>(typed, index, rows),
        ColumnKind.Integer => new IntegerEncoder(typed, index, rows),
        _ => new TextEncoder(typed, index, rows),
    };

    /// <summary>The column in the file's schema.</summary>
    public abstract PrimitiveNode Node();

    /// <summary>Adds rows of a block.</summary>
    public abstract void Add(ColumnValues values, ReadOnlySpan<int> rows);

    /// <summary>Writes what is held as the next column of a row group, and begins anew.</summary>
    public void WriteTo(RowGroupWriter group)
    {
        using var writer = group.NextColumn();
        Write(writer);
        Clear();
        Rows = 0;
    }

    protected abstract void Write(ColumnWriter writer);

    protected abstract void Clear();

    protected void AddLevel(bool isPresent) => _levels[Rows++] = isPresent ? (short)1 : (short)0;

    protected PrimitiveNode Node(LogicalType type, PhysicalType stored) =>
        new(Typed.Columns[Index].Name, Repetition.Optional, type, stored);
}
