using System.Text.Json;

namespace Streaming.Telescope.Errors;

/// <summary>A file that dropped messages are kept in, a line of JSON each.</summary>
internal sealed class DroppedFile : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="FailureException">It cannot be written.</exception>
    public DroppedFile(string path)
    {
        try
        {
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"--to {path}: {fault.Message}", fault);
        }
    }

    /// <summary>Writes messages; they are on disk when it returns.</summary>
    public void Write(IEnumerable<SetAside> messages)
    {
        foreach (var one in messages)
        {
            JsonSerializer.Serialize(_file, ErrorDetail.Of(one), TelescopeJson.Default.ErrorDetail);
            _file.WriteByte((byte)'\n');
        }

        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();
}
