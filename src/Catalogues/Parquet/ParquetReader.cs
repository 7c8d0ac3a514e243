using ParquetSharp;
using ParquetSharp.IO;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>
/// Reads the flat columns of a Parquet file. Of each column one page is held unpacked, never a row group, so that
/// memory follows the size of the pages and the number of columns read.
/// </summary>
internal sealed class ParquetReader : TableReader
{
    // Of each column, as hundreds of them may be read side by side.
    private const int ReadAhead = 64 * 1024;

    private readonly ManagedRandomAccessFile _source;
    private readonly ParquetFileReader _file;
    private readonly ParquetSchema _schema;
    private readonly BlockText _text = new();
    private readonly int _groups;
    private IReadOnlySet<int> _selected;
    private RowGroupReader? _group;
    private int _nextGroup;
    private long _left;
    private long _row;

    private ParquetReader(Stream input, ManagedRandomAccessFile source, ParquetFileReader file)
        : base("Parquet", input)
    {
        (_source, _file) = (source, file);
        _schema = ParquetSchema.Of(file.FileMetaData.Schema);
        _selected = Enumerable.Range(0, _schema.Columns.Count).ToHashSet();
        (RowCount, _groups) = (file.FileMetaData.NumRows, file.FileMetaData.NumRowGroups);
    }

    public override IReadOnlyList<TableColumn> Columns => _schema.Columns;

    public override IReadOnlyList<string> Notes => _schema.Notes;

    public override long? RowCount { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="input">The file; where it cannot be read by places, a copy is, and deleted in the end.</param>
    /// <exception cref="CatalogueException">It cannot be read.</exception>
    public static ParquetReader Open(Stream input)
    {
        var file = input.CanSeek ? input : TemporaryFile.CopyOf(input);
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnableBufferedStream();
            properties.BufferSize = ReadAhead;
            var source = new ManagedRandomAccessFile(file, leaveOpen: true);
            return new ParquetReader(file, source, new ParquetFileReader(source, properties));
        }
        catch (Exception fault)
        {
            file.Dispose();
            if (ParquetFault.Of(fault) is { } damage)
            {
                throw damage;
            }

            throw;
        }
    }

    public override void Select(IReadOnlySet<int> columns) => _selected = columns;

    public override bool Read(TableBlock block)
    {
        block.Clear();
        try
        {
            while (_left == 0 && _nextGroup < _groups)
            {
                NextGroup();
            }

            if (_left > 0)
            {
                ReadRows(block, (int)Math.Min(_left, BlockRows));
            }
        }
        catch (Exception fault) when (ParquetFault.Of(fault) is { } damage)
        {
            throw damage;
        }

        return block.Rows > 0;
    }

    public override void Dispose()
    {
        CloseGroup();
        _file.Dispose();
        _source.Dispose();
        base.Dispose();
    }

    private void NextGroup()
    {
        CloseGroup();
        _group = _file.RowGroup(_nextGroup++);
        _left = _group.MetaData.NumRows;
        foreach (var column in _selected)
        {
            _schema.Decoders[column].Open(_group);
        }
    }

    private void ReadRows(TableBlock block, int rows)
    {
        _text.Begin(block);
        foreach (var column in _selected)
        {
            _schema.Decoders[column].Read(rows, block.Columns[column], _text);
        }

        _text.End();
        for (var i = 0; i < rows; i++)
        {
            block.AddRow(++_row);
        }

        _left -= rows;
    }

    private void CloseGroup()
    {
        foreach (var column in _selected)
        {
            _schema.Decoders[column].Close();
        }

        _group?.Dispose();
        _group = null;
    }
}
