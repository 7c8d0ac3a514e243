using Streaming.Classification.Models;

namespace Streaming.Worker.Tests.Models;

/// <summary>A store of its own, with copies of the shipped model under any version; gone with the test.</summary>
internal sealed class ModelCopies : IDisposable
{
    private static readonly ModelStore Shipped = new(ShippedModel.StorePath);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-copies-");

    public ModelStore Store => new(_folder.FullName);

    public static string Sha256 => ShippedModel.Snapshot.Reference.Sha256;

    /// <summary>Adds a copy.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="change">What is different about its manifest.</param>
    public void Add(string version, Func<ModelManifest, ModelManifest>? change = null)
    {
        var manifest = ShippedModel.Snapshot.Manifest with { Version = version };
        Store.Add(change?.Invoke(manifest) ?? manifest, Shipped.ReadModel(ShippedModel.Snapshot.Manifest.Version));
    }

    public void Promote(string version) => Store.Promote(version, DateTimeOffset.UnixEpoch);

    public void Dispose() => _folder.Delete(recursive: true);
}
