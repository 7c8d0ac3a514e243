using Streaming.Classification.Models;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests;

/// <summary>
/// A store of three trained models in a folder of its own: the champion that ships and two of about its size, trained on
/// simulated nights.
/// </summary>
internal sealed class SwapStore : IDisposable
{
    // As many trees as give a file of the shipped model's size.
    private const int Iterations = 150;

    private readonly TemporaryFolder _folder = new();

    public SwapStore()
    {
        Store = new ModelStore(_folder.Path);
        var shipped = new ModelStore(Checkout.Models);
        var champion = shipped.ReadChampion()
            ?? throw new ModelException($"the store {shipped.Path} has no champion");
        var manifest = shipped.ReadManifest(champion.Version);
        using (var writer = ModelStoreWriter.Open(Store))
        {
            writer.Copy(shipped, champion.Version);
        }

        var others = new List<ModelManifest>();
        foreach (var seed in (int[])[18, 19])
        {
            var model = SmallModel.Train(seed, Iterations);
            var other = model.Manifest($"simulated-{seed}");
            Store.Add(other, model.Files);
            others.Add(other);
        }

        Models = [manifest, .. others];
        Store.Promote(Models[0].Version, TimeProvider.System.GetUtcNow());
    }

    public ModelStore Store { get; }

    /// <summary>The first is the champion at the start.</summary>
    public IReadOnlyList<ModelManifest> Models { get; }

    public void Dispose() => _folder.Dispose();
}
