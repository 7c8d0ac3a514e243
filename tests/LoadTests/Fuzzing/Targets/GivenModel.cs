using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Integration.Tests.Workers;
using Streaming.Worker.Classifying;
using Streaming.Worker.Drift;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>A small model, in a store in memory: what inputs are classified by, and what is spoilt.</summary>
internal sealed class GivenModel
{
    public const string Version = "small-1";

    private static readonly Lazy<SmallModel> Small = new(() => SmallModel.Train(iterations: 3));

    public GivenModel()
    {
        var manifest = Small.Value.Manifest(Version);
        new ModelStore(Storage).Add(manifest, Small.Value.Files);
        new ModelStore(Storage).Promote(Version, DateTimeOffset.UnixEpoch);
        Manifest = Storage.Find($"{Version}/{ModelStore.ManifestFile}")!.Content;
    }

    public MemoryStorage Storage { get; } = new();

    public ModelStore Store => new(Storage);

    /// <summary>The bytes of its manifest, unspoilt.</summary>
    public byte[] Manifest { get; }

    /// <summary>What classifies with it.</summary>
    public BatchClassifier Classifier() => Classifier(ModelLoader.Load(Store, Version, compile: true));

    /// <summary>What classifies with a model.</summary>
    public static BatchClassifier Classifier(ModelSnapshot model)
    {
        var active = new ActiveModel();
        active.Replace(model);
        return new BatchClassifier(active, Scorer, new DriftMonitor(active), TimeProvider.System);
    }

    public static ObservationScorer Scorer { get; } = new(Options.Create(new ClassificationOptions()));
}
