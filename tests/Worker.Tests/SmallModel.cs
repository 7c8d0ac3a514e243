using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Classification.Tests;
using Streaming.Worker.Classifying;
using Streaming.Worker.Drift;

namespace Streaming.Worker.Tests;

/// <summary>
/// A small model with ensembles for u g r i z redshift, for u g r i z and for g r i, trained once; and the first of
/// them as a package of format 1.
/// </summary>
internal static class SmallModel
{
    /// <summary>The version of the package of format 1.</summary>
    public const string FormerVersion = "former";

    private static readonly TestModel Trained = new();

    public static string Version => Trained.Manifest.Version;

    public static ModelSnapshot Snapshot { get; } = Load(Version);

    public static ModelSnapshot Former { get; } = Load(FormerVersion);

    /// <summary>Puts both into a store, and makes one of them the champion.</summary>
    public static void Promote(string folder, string version)
    {
        var store = new ModelStore(folder);
        store.Add(Trained.Manifest, Trained.Files);
        FormerPackage.Write(
            Path.Combine(folder, FormerVersion), FormerPackage.Manifest(Trained, FormerVersion), Trained.Files[0]);
        store.Promote(version, DateTimeOffset.UnixEpoch);
    }

    /// <summary>A classifier that uses a model.</summary>
    public static BatchClassifier Classifier(ModelSnapshot model, ClassificationOptions? options = null)
    {
        var active = new ActiveModel();
        active.Replace(model);
        return new BatchClassifier(active, Scorer(options), new DriftMonitor(active), TimeProvider.System);
    }

    /// <summary>A scorer with these settings, or with the defaults.</summary>
    public static ObservationScorer Scorer(ClassificationOptions? options = null) =>
        new(Options.Create(options ?? new ClassificationOptions()));

    private static ModelSnapshot Load(string version)
    {
        var folder = Directory.CreateTempSubdirectory("streaming-small-");
        try
        {
            Promote(folder.FullName, version);
            return ModelLoader.Load(new ModelStore(folder.FullName), version, compile: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
