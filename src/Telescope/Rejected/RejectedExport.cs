using System.Text.Json;

namespace Streaming.Telescope.Rejected;

/// <summary>A file of rejections or of their observations, a line each, that is there once it is whole.</summary>
internal sealed class RejectedExport : IDisposable
{
    private readonly string _path;
    private readonly string _part;
    private readonly StreamWriter _writer;

    /// <exception cref="FailureException">It cannot be written.</exception>
    public RejectedExport(string path)
    {
        (_path, _part) = (path, $"{path}.part");
        try
        {
            _writer = new StreamWriter(_part);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"--to {path}: {fault.Message}", fault);
        }
    }

    /// <summary>The event in one line, as it came.</summary>
    public static string Event(Rejection one) => JsonSerializer.Serialize(JsonElement.Parse(one.Message.Body));

    public void Write(string line) => _writer.WriteLine(line);

    /// <summary>Puts it in its place.</summary>
    public void Complete()
    {
        _writer.Dispose();
        File.Move(_part, _path, overwrite: true);
    }

    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_part);
    }
}
