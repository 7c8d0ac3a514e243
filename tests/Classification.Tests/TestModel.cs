using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Classification.Tests;

/// <summary>
/// A small real model of simulated observations, trained once for all tests: ensembles for u g r i z redshift, for
/// u g r i z and for g r i, with all that a package may hold.
/// </summary>
public sealed class TestModel
{
    private static readonly string[][] FeaturesBySet =
    [
        ["u", "g", "r", "i", "z", "redshift", "u-g"],
        ["u", "g", "r", "i", "z", "u-g"],
        ["g", "r", "i", "g-r"],
    ];

    // Made up: the tests need figures, not that they hold.
    private static readonly ModelMetrics HoldOut = new()
    {
        Rows = 700,
        Accuracy = 0.91,
        BalancedAccuracy = 0.9,
        MacroF1 = 0.905,
        LogLoss = 0.3,
        CalibrationError = 0.01,
        Classes = ObjectClass.All.ToDictionary(name => name, _ => new ClassMetrics(0.9, 0.9, 0.9, 200)),
        Confusion = new Dictionary<string, IReadOnlyDictionary<string, int>>(),
    };

    private static readonly Lazy<IReadOnlyList<(Observation Observation, string Class)>> Training = new(() =>
    [
        .. new SimulatedNight(new NightOptions { Seed = 1 }).Observe(2000)
            .Select(made => (Observation.From(made.Observation), made.Class)),
    ]);

    public TestModel()
    {
        var mixture = TestMixture.Of([.. Training.Value.Select(row => row.Observation)]);
        var ensembles = FeaturesBySet.Select(features => Train(features, mixture)).ToList();
        Files = [.. ensembles.Select(one => one.File)];
        Manifest = Sealed(new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Version = "test-1",
            CreatedAt = new DateTimeOffset(2026, 1, 15, 20, 0, 0, TimeSpan.Zero),
            Sha256 = "",
            Classes = ObjectClass.All,
            Data = new DataDescription(
                "simulated", "none", 2000, new Dictionary<string, int>(),
                Training.Value.CountBy(row => row.Class).ToDictionary(), new Dictionary<string, int>()),
            Mixture = mixture,
            Ensembles = [.. ensembles.Select(one => one.Manifest)],
        });
    }

    /// <summary>The ensembles' files, in the manifest's order.</summary>
    internal IReadOnlyList<byte[]> Files { get; }

    internal ModelManifest Manifest { get; }

    /// <summary>Its levels of coverage.</summary>
    internal static IReadOnlyList<double> Levels { get; } = [0.9, 0.95, 0.99];

    /// <summary>Objects that it was not trained on, all of them with five bands and a redshift.</summary>
    internal static Observation[] Observations { get; } =
    [
        .. new SimulatedNight(new NightOptions { Seed = 2 }).Observe(700)
            .Select(made => Observation.From(made.Observation)),
    ];

    /// <summary>The observations, each with other inputs: what a real stream is like.</summary>
    internal static Observation[] Mixed { get; } =
        [.. Observations.Select((one, i) => one.Reduced(InputSet.All[i % InputSet.All.Count]))];

    /// <summary>The manifest with its first ensemble changed, its fingerprint made anew.</summary>
    /// <param name="change">The change.</param>
    /// <param name="version">The version; null leaves it.</param>
    internal ModelManifest With(Func<EnsembleManifest, EnsembleManifest> change, string? version = null) => Sealed(
        Manifest with
        {
            Version = version ?? Manifest.Version,
            Ensembles = [change(Manifest.Ensembles[0]), .. Manifest.Ensembles.Skip(1)],
        });

    /// <summary>A manifest with the fingerprint of its ensembles.</summary>
    internal static ModelManifest Sealed(ModelManifest manifest) =>
        manifest with { Sha256 = ModelManifest.Fingerprint(manifest.Ensembles) };

    internal static string Digest(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static (EnsembleManifest Manifest, byte[] File) Train(string[] features, MixtureDescription mixture)
    {
        var schema = FeatureSchema.Of(features);
        var file = Fit(schema);
        var scorer = new MlNetScorer(schema, new MLContext(seed: 0).Model.Load(new MemoryStream(file), out _));
        List<float[]> rows = [.. Training.Value.Select(row => schema.Row(row.Observation))];
        var scores = scorer.Probabilities([.. Training.Value.Select(row => row.Observation)]);
        var canary = Observations.Take(8).Select(one => one.Reduced(schema.Inputs)).ToList();
        var manifest = new EnsembleManifest
        {
            Inputs = schema.Inputs.Names,
            File = $"{schema.Inputs.Name}.zip",
            Sha256 = Digest(file),
            Features = features,
            FeatureHash = schema.Hash,
            Trainer = new TrainerDescription(
                "LightGBM", 1, new Dictionary<string, string>(), new Dictionary<string, string>(), 0.1),
            Shares = Training.Value.CountBy(row => row.Class)
                .ToDictionary(count => count.Key, count => (double)count.Value / Training.Value.Count),
            Coverage = [.. Levels.Select(level => new CoverageLevel(level, Quantiles(scores, level)))],
            Novelty = TestMixture.Table(
                mixture, schema.Inputs.Bands, [.. Training.Value.Select(row => row.Observation)]),
            HoldOut = HoldOut,
            Distributions = [.. features.Select((name, place) => Distribution(name, place, rows))],
            Canary = [.. canary.Zip(
                scorer.Probabilities(canary),
                (observation, row) => new CanaryRow(observation, [.. row.Select(probability => (double)probability)]))],
        };
        return (manifest, file);
    }

    // On the rows that it was trained on: the tests need quantiles, not their promise.
    private static Dictionary<string, double> Quantiles(IReadOnlyList<float[]> scores, double level) =>
        ObjectClass.All.Select((name, place) => (name, place)).ToDictionary(one => one.name, one =>
        {
            var doubts = Training.Value.Zip(scores)
                .Where(row => row.First.Class == one.name)
                .Select(row => 1.0 - row.Second[one.place])
                .Order()
                .ToList();
            return doubts[(int)(level * doubts.Count)];
        });

    private static FeatureDistribution Distribution(string feature, int place, IReadOnlyList<float[]> rows)
    {
        var values = rows.Select(row => (double)row[place]).Order().ToList();
        List<double> edges = [.. Enumerable.Range(1, 9).Select(tenth => values[values.Count * tenth / 10]).Distinct()];
        var counts = values.CountBy(value => FeatureDistribution.BinOf(value, [.. edges])).ToDictionary();
        return new FeatureDistribution(
            feature,
            edges,
            [.. Enumerable.Range(0, edges.Count + 1)
                .Select(bin => counts.GetValueOrDefault(bin) / (double)values.Count)]);
    }

    private static byte[] Fit(FeatureSchema schema)
    {
        var context = new MLContext(seed: 1);
        var rows = Training.Value.Select(row => new Row
        {
            Features = schema.Row(row.Observation),
            Label = row.Class,
        });
        var classes = context.Data.LoadFromEnumerable(ObjectClass.All.Select(name => new { Value = name }));
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(
                context.Transforms.Conversion.MapValueToKey("Label", keyData: classes), TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
            {
                NumberOfIterations = 5,
                NumberOfLeaves = 8,
                UseSoftmax = true,
                NumberOfThreads = 1,
                Deterministic = true,
            }));
        var view = context.Data.LoadFromEnumerable(rows.ToList(), Vector(typeof(Row), schema.Count));
        var model = pipeline.Fit(view).GetModelFor(TransformerScope.Scoring);
        using var file = new MemoryStream();
        var input = context.Data.LoadFromEnumerable<FeatureRow>([], Vector(typeof(FeatureRow), schema.Count));
        context.Model.Save(model, input.Schema, file);
        return file.ToArray();
    }

    private static SchemaDefinition Vector(Type row, int features)
    {
        var schema = SchemaDefinition.Create(row);
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return schema;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
