namespace Streaming.Telescope.Tests;

/// <summary>A file that goes with its test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telescope-");

    public TemporaryFile(string name, params string[] lines)
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllLines(Path, lines);
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
