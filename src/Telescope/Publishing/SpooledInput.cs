using Streaming.Catalogues.Tables;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// A file that can be read twice. Standard input cannot: it is copied to a temporary one, which goes in the end.
/// </summary>
internal sealed class SpooledInput : IDisposable
{
    private readonly bool _isCopy;

    private SpooledInput(string path, string title, string name, bool isCopy) =>
        (Path, Title, Name, _isCopy) = (path, title, name, isCopy);

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
            return new SpooledInput(path, path, System.IO.Path.GetFileName(path), isCopy: false);
        var spooled = new SpooledInput(System.IO.Path.GetTempFileName(), "standard input", "stdin", isCopy: true);
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

    public void Dispose()
    {
        if (_isCopy) File.Delete(Path);
    }

    private void Fill()
    {
        using var input = Console.OpenStandardInput();
        using var copy = File.Create(Path);
        input.CopyTo(copy);
    }
}
