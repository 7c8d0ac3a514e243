using Streaming.Classification.Models;

namespace Streaming.Worker.Tests.Models;

/// <summary>
/// A store of its own, with copies of the shipped model's fullest ensemble under any version; gone with the test.
/// </summary>
internal sealed class ModelCopies : IDisposable
{
    private static readonly ModelStore Shipped = new(ShippedModel.StorePath);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-copies-");

    public ModelStore Store => new(_folder.FullName);

    public static string Sha256 => ModelManifest.Fingerprint([Original]);

    private static EnsembleManifest Original => ShippedModel.Snapshot.Manifest.Fullest();

    /// <summary>Adds a copy.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="change">What is different about its ensemble.</param>
    public void Add(string version, Func<EnsembleManifest, EnsembleManifest>? change = null) => Store.Add(
        ShippedModel.Snapshot.Manifest with
        {
            Format = ModelManifest.CurrentFormat,
            Version = version,
            Sha256 = Sha256,
            Ensembles = [change?.Invoke(Original) ?? Original],
        },
        Shipped.ReadEnsemble(ShippedModel.Snapshot.Manifest.Version, Original.File));

    public void Promote(string version) => Store.Promote(version, DateTimeOffset.UnixEpoch);

    public void Dispose() => _folder.Delete(recursive: true);
}
