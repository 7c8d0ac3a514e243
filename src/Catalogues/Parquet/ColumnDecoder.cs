using ParquetSharp;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Reads one column of a file, row group after row group, a piece at a time.</summary>
internal abstract class ColumnDecoder
{
    /// <summary>Goes to the beginning of a row group.</summary>
    public abstract void Open(RowGroupReader group);

    /// <summary>Adds the values of the next rows to a column.</summary>
    public abstract void Read(int rows, ColumnValues column, BlockText text);

    /// <summary>Leaves the row group.</summary>
    public abstract void Close();
}

/// <inheritdoc />
/// <typeparam name="T">How the file stores the values.</typeparam>
/// <param name="index">Place of the column in the file.</param>
/// <param name="isOptional">Whether rows may have no value.</param>
internal abstract class ColumnDecoder<T>(int index, bool isOptional) : ColumnDecoder
    where T : unmanaged
{
    private const short Present = 1;

    // Made at the first use: of a wide table few columns may be read.
    private T[] _values = [];
    private short[] _levels = [];
    private ColumnReader<T>? _reader;

    public override void Open(RowGroupReader group) => _reader = (ColumnReader<T>)group.Column(index);

    public override void Read(int rows, ColumnValues column, BlockText text)
    {
        if (_values.Length == 0)
        {
            _values = new T[TableReader.BlockRows];
            _levels = new short[isOptional ? TableReader.BlockRows : 0];
        }

        // What is read in one go ends with a page, and may refer to it: it is used before the next is read.
        for (var done = 0; done < rows;)
        {
            var read = (int)_reader!.ReadBatch(rows - done, _levels, default, _values, out var found);
            var levels = isOptional ? _levels.AsSpan(0, read) : default;
            if (read <= 0 || found != (isOptional ? levels.Count(Present) : read))
            {
                throw new CatalogueException(
                    $"a damaged Parquet file: values of column '{column.Column.Name}' are missing");
            }

            Add(_values.AsSpan(0, (int)found), levels, read, column, text);
            done += read;
        }
    }

    public override void Close()
    {
        _reader?.Dispose();
        _reader = null;
    }

    protected abstract void Add(T value, ColumnValues column, BlockText text);

    protected abstract void AddAbsent(ColumnValues column);

    private void Add(ReadOnlySpan<T> values, ReadOnlySpan<short> levels, int rows, ColumnValues column, BlockText text)
    {
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            if (levels.IsEmpty || levels[row] == Present)
            {
                Add(values[next++], column, text);
            }
            else
            {
                AddAbsent(column);
            }
        }
    }
}
