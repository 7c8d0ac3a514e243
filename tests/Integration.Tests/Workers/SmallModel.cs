using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Simulation;

namespace Streaming.Integration.Tests.Workers;

/// <summary>A real model of a few trees, trained on a simulated night within seconds.</summary>
internal sealed class SmallModel
{
    private const int Rows = 3_000;
    private const int CanaryRows = 32;
    private static readonly FeatureSchema Schema = FeatureSchema.Of(["u", "g", "r", "i", "z", "redshift"]);

    private readonly byte[] _file;
    private readonly IReadOnlyList<string> _classes;
    private readonly IReadOnlyList<CanaryRow> _canary;

    private SmallModel(byte[] file, IReadOnlyList<string> classes, IReadOnlyList<CanaryRow> canary)
    {
        _file = file;
        _classes = classes;
        _canary = canary;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public string Sha256 { get; }

    /// <summary>Its bytes, to be spoilt.</summary>
    public byte[] File => [.. _file];

    /// <summary>Trains on the night of this seed: another seed gives another model.</summary>
    public static SmallModel Train(int seed = 17)
    {
        var context = new MLContext(seed);
        var night = new SimulatedNight(new NightOptions { Seed = seed }).Observe(Rows).ToList();
        var observations = night.ConvertAll(simulated => Observation.From(simulated.Observation));
        var vector = new VectorDataViewType(NumberDataViewType.Single, Schema.Count);
        var schema = SchemaDefinition.Create(typeof(LabelledRow));
        schema[nameof(LabelledRow.Features)].ColumnType = vector;
        var data = context.Data.LoadFromEnumerable(night.Zip(observations, ToRow).ToList(), schema);

        var transformer = context.Transforms.Conversion.MapValueToKey("LabelKey", nameof(LabelledRow.Label))
            .AppendCacheCheckpoint(context)
            .Append(context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
            {
                LabelColumnName = "LabelKey",
                NumberOfIterations = 20,
                NumberOfLeaves = 15,
                UseSoftmax = true,
                NumberOfThreads = 1,
                Deterministic = true,
                Seed = seed,
            }))
            .Fit(data).LastTransformer;
        var inputs = SchemaDefinition.Create(typeof(FeatureRow));
        inputs[nameof(FeatureRow.Features)].ColumnType = vector;
        var canary = observations.Take(CanaryRows).ToList();
        var rows = canary.ConvertAll(observation => new FeatureRow { Features = Schema.Row(observation) });
        var input = context.Data.LoadFromEnumerable(rows, inputs);
        using var file = new MemoryStream();
        context.Model.Save(transformer, input.Schema, file);
        var scores = transformer.Transform(input).GetColumn<float[]>("Score");
        return new SmallModel(
            file.ToArray(),
            // Keys are given in the order in which the labels appear.
            [.. night.Select(simulated => simulated.Class).Distinct()],
            [.. canary.Zip(scores, (row, score) => new CanaryRow(row, [.. score.Select(value => (double)value)]))]);

        static LabelledRow ToRow(SimulatedObservation simulated, Observation observation) =>
            new() { Features = Schema.Row(observation), Label = simulated.Class };
    }

    /// <summary>Puts the model into a store under a version and makes that the champion.</summary>
    public void Promote(string store, string version)
    {
        var models = new ModelStore(store);
        models.Add(Manifest(version), _file);
        models.Promote(version, DateTimeOffset.UnixEpoch);
    }

    /// <summary>What stands beside its file under a version.</summary>
    public ModelManifest Manifest(string version) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Version = version,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Sha256 = Sha256,
        Features = Schema.Names,
        FeatureHash = Schema.Hash,
        Classes = _classes,
        Trainer = new TrainerDescription(
            "LightGBM", 17, new Dictionary<string, string>(), new Dictionary<string, string>(), 0),
        Data = new DataDescription(
            "simulated",
            "",
            Rows,
            new Dictionary<string, int>(),
            new Dictionary<string, int>(),
            new Dictionary<string, int>()),
        HoldOut = new ModelMetrics
        {
            Rows = 0,
            Accuracy = 0,
            BalancedAccuracy = 0,
            MacroF1 = 0,
            LogLoss = 0,
            CalibrationError = 0,
            Classes = new Dictionary<string, ClassMetrics>(),
            Confusion = new Dictionary<string, IReadOnlyDictionary<string, int>>(),
        },
        Distributions = [],
        Canary = _canary,
    };
}
