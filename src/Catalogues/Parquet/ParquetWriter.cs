using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Parquet;

/// <summary>Writes a Parquet file, every column of it nullable, a row group at a time.</summary>
/// <param name="output">Where to; not disposed.</param>
internal sealed class ParquetWriter(Stream output) : TableWriter
{
    /// <summary>Most rows of a row group.</summary>
    public const int RowGroupRows = 64 * 1024;

    // A row group is gathered in memory: of a wide table fewer rows, and of one with long texts as well.
    private const int RowGroupCells = 6 * 1024 * 1024;
    private const long RowGroupText = 64 * 1024 * 1024;

    private readonly ManagedOutputStream _output = new(output, leaveOpen: true);
    private IReadOnlyList<ColumnValues>? _columns;
    private TypedColumns? _typed;
    private ColumnEncoder[] _encoders = [];
    private ParquetFileWriter? _file;
    private int _most;
    private int _rows;

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        _columns = columns;
        try
        {
            if (_file is null && !rows.IsEmpty)
            {
                Begin(columns, rows);
            }

            WriteRows(columns, rows);
        }
        catch (ParquetException fault)
        {
            throw NotWritten(fault);
        }
    }

    public override void Complete()
    {
        try
        {
            if (_file is null)
            {
                Begin(_columns ?? throw new CatalogueException("there is no table to write"), []);
            }

            WriteRowGroup();
            _file!.Close();
        }
        catch (ParquetException fault)
        {
            throw NotWritten(fault);
        }
    }

    public override void Dispose()
    {
        _file?.Dispose();
        _output.Dispose();
    }

    private void Begin(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        OutputNames.RequireDifferent(columns, "Parquet");
        _typed = TypedColumns.Of(columns, rows);
        _most = Math.Clamp(RowGroupCells / columns.Count, TableReader.BlockRows, RowGroupRows);
        _encoders = [.. Enumerable.Range(0, columns.Count).Select(i => ColumnEncoder.Of(_typed, i, _most))];
        using var schema = new GroupNode(
            "schema", Repetition.Required, [.. _encoders.Select(encoder => encoder.Node())]);
        using var builder = new WriterPropertiesBuilder();
        // Every program reads Snappy, and it takes half the time of zstd. Few numbers stand in a column twice.
        builder.Compression(Compression.Snappy).DisableDictionary();
        foreach (var text in _typed.Columns.Where(column => column.Kind == ColumnKind.Text))
        {
            using var path = new ColumnPath([text.Name]);
            builder.EnableDictionary(path);
        }

        using var properties = builder.Build();
        _file = new ParquetFileWriter(_output, schema, properties);
    }

    private void WriteRows(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        while (!rows.IsEmpty)
        {
            var now = rows[..Math.Min(rows.Length, _most - _rows)];
            for (var i = 0; i < _encoders.Length; i++)
            {
                _encoders[i].Add(columns[i], now);
            }

            _typed!.Wrote(now.Length);
            _rows += now.Length;
            rows = rows[now.Length..];
            if (_rows == _most || _encoders.Sum(encoder => encoder.TextLength) > RowGroupText)
            {
                WriteRowGroup();
            }
        }
    }

    private void WriteRowGroup()
    {
        if (_rows == 0)
        {
            return;
        }

        using var group = _file!.AppendRowGroup();
        foreach (var encoder in _encoders)
        {
            encoder.WriteTo(group);
        }

        _rows = 0;
    }

    // What the stream throws comes back as an exception of the library.
    private static CatalogueException NotWritten(ParquetException fault) =>
        new($"cannot be written: {ParquetFault.Reason(fault.Message)}", fault);
}
