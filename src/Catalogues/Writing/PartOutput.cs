using Microsoft.Win32.SafeHandles;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>
/// Writes a table as lines into <c>FILE.part</c>, which becomes the file when it is complete, and which a later process
/// can go on with when this one ends before. Where the disk fails, it is an exception of the system.
/// </summary>
internal sealed class PartOutput : TableWriter
{
    private const string BeingWritten = "another run is writing it";

    private readonly string _path;
    private readonly FileStream _file;
    private readonly SafeFileHandle _handle;
    private readonly LineWriter _writer;
    private bool _isComplete;

    /// <summary>Opens the part, whatever it holds: then comes <see cref="Begin"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Makes what writes the table.</param>
    /// <exception cref="CatalogueException">No file can be made there, or another process is writing it.</exception>
    public PartOutput(string path, Func<Stream, LineWriter> format)
    {
        _path = OutputFile.Target(path);
        Part = $"{_path}.part";
        _file = Open(_path, Part);
        _handle = _file.SafeFileHandle;
        _writer = format(_file);
        // Another process may have given the part its name between our opening it and our having it alone.
        if (!File.Exists(Part))
        {
            _file.Dispose();
            throw new CatalogueException(BeingWritten);
        }
    }

    /// <summary>The part's path.</summary>
    public string Part { get; }

    /// <summary>Whether the part stays when it is not complete.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether the part holds all that there was at a mark.</summary>
    public bool Holds(PartMark mark) => mark.Bytes <= _file.Length;

    /// <summary>Cuts what comes behind a mark off, or everything, and writes from there on.</summary>
    public void Begin(PartMark? mark)
    {
        _file.SetLength(mark?.Bytes ?? 0);
        _file.Position = _file.Length;
        _writer.Kinds = mark?.Kinds;
    }

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows) =>
        _writer.Write(columns, rows);

    /// <summary>Marks the end of what was written so far.</summary>
    public PartMark Mark()
    {
        _writer.Flush();
        return new PartMark(_file.Position, _writer.Kinds);
    }

    /// <summary>Waits until all that was marked is on the disk. May run beside the writing of more.</summary>
    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    public override void Complete()
    {
        _writer.Complete();
        FlushToDisk();
        Close(() => File.Move(Part, _path, overwrite: true));
        _isComplete = true;
    }

    public override void Dispose()
    {
        if (_isComplete || IsKept)
        {
            _file.Dispose();
        }
        else
        {
            Close(() => File.Delete(Part));
        }
    }

    // Closed when it has its name, or none, where the system allows that: until then nobody can open the part.
    private void Close(Action rename)
    {
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose();
        }

        rename();
        _file.Dispose();
    }

    private static FileStream Open(string path, string part)
    {
        try
        {
            return OutputFile.Open(path, Path.GetFileName(part), FileMode.OpenOrCreate);
        }
        catch (CatalogueException fault) when (fault.InnerException is IOException cause && IsInUse(cause))
        {
            throw new CatalogueException(BeingWritten, fault);
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsInUse(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020);
}

/// <summary>A place between two rows of a part.</summary>
/// <param name="Bytes">How much comes before it.</param>
/// <param name="Kinds">What its writer knew there: <see cref="LineWriter.Kinds"/>.</param>
internal sealed record PartMark(long Bytes, IReadOnlyList<ColumnKind>? Kinds);
