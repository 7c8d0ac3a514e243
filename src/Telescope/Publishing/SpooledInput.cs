using Streaming.Catalogues.Tables;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// A file that can be read twice. Standard input cannot: it is copied to a temporary one, which goes in the end.
/// </summary>
internal sealed class SpooledInput : IDisposable
{
    private readonly FileStream? _copy;

    private SpooledInput(string path) =>
        (Path, Title, Name) = (path, path, System.IO.Path.GetFileName(path));

    private SpooledInput(FileStream copy) =>
        (Path, Title, Name, _copy) = (copy.Name, "standard input", "stdin", copy);

    /// <summary>Where its content is.</summary>
    public string Path { get; }

    /// <summary>What people call it.</summary>
    public string Title { get; }

    /// <summary>What it is called in ids of observations.</summary>
    public string Name { get; }

    /// <summary>Takes a file, or all of standard input.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="cancellation">Gives up waiting for standard input.</param>
    public static async Task<SpooledInput> OfAsync(string path, CancellationToken cancellation)
    {
        if (path != TableFile.StandardInput)
            return new SpooledInput(path);
        var spooled = new SpooledInput(TemporaryFile.Create());
        try
        {
            // A read from a terminal cannot be cancelled, only left alone.
            await Task.Run(spooled.Fill, cancellation).WaitAsync(cancellation);
            return spooled;
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    public void Dispose() => _copy?.Dispose();

    private void Fill()
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(_copy!);
        _copy!.Flush();
    }
}
