using System.IO.Compression;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>
/// Writes a table to a file that appears, or takes an older one's place, only when it is complete: until then it has
/// another name in the same folder.
/// </summary>
internal sealed class FileOutput : TableWriter
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly GZipStream? _packed;
    private readonly TableWriter _writer;
    private bool _isComplete;

    /// <param name="path">The file.</param>
    /// <param name="isPacked">Whether it is packed with gzip.</param>
    /// <param name="format">Makes what writes the table.</param>
    /// <exception cref="CatalogueException">No file can be made there.</exception>
    public FileOutput(string path, bool isPacked, Func<Stream, TableWriter> format)
    {
        _path = OutputFile.Target(path);
        _file = OutputFile.Open(
            _path, $".{Path.GetFileName(_path)}.{Path.GetRandomFileName()}", FileMode.CreateNew);
        _packed = isPacked ? new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true) : null;
        _writer = format(_packed is null ? _file : _packed);
    }

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        try
        {
            _writer.Write(columns, rows);
        }
        catch (IOException fault)
        {
            throw OutputFile.NotWritten(fault);
        }
    }

    public override void Complete()
    {
        try
        {
            _writer.Complete();
            _packed?.Dispose();
            // Renamed before its bytes are on the disk, it could be empty after a power failure.
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(_file.Name, _path, overwrite: true);
            _isComplete = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.NotWritten(fault);
        }
    }

    public override void Dispose()
    {
        try
        {
            _writer.Dispose();
            _packed?.Dispose();
            _file.Dispose();
        }
        catch (IOException) when (!_isComplete)
        {
            // What is left to write is of no use: the disk may be full, which was told before.
        }

        if (!_isComplete)
        {
            File.Delete(_file.Name);
        }
    }
}
