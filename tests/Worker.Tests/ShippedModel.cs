using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Worker.Classifying;
using Streaming.Worker.Drift;
using Streaming.Worker.Tests.Models;

namespace Streaming.Worker.Tests;

/// <summary>The champion that the repository ships, loaded once with every check.</summary>
internal static class ShippedModel
{
    public static string StorePath { get; } = ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath);

    public static ModelSnapshot Snapshot { get; } = Load();

    public static ActiveModel Active()
    {
        var active = new ActiveModel();
        active.Replace(Snapshot);
        return active;
    }

    /// <summary>A classifier that uses it.</summary>
    public static BatchClassifier Classifier()
    {
        var active = Active();
        return new BatchClassifier(active, SmallModel.Scorer(), new DriftMonitor(active), TimeProvider.System);
    }

    /// <summary>The same model under another version: its fullest ensemble.</summary>
    public static ModelSnapshot Renamed(string version)
    {
        using var copies = new ModelCopies();
        copies.Add(version);
        return ModelLoader.Load(copies.Store, version, compile: true);
    }

    private static ModelSnapshot Load()
    {
        var store = new ModelStore(StorePath);
        return ModelLoader.Load(store, store.ReadChampion()!.Version, compile: true);
    }
}
