using Streaming.Classification.Models;

namespace Streaming.Classification.Tests;

/// <summary>An empty store in a folder of its own, which goes with the test.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-store-");

    public ModelStore Store => new(_folder.FullName);

    public string File(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    public void Dispose() => _folder.Delete(recursive: true);
}
