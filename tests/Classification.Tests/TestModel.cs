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

/// <summary>A small real model of simulated observations, trained once for all tests.</summary>
public sealed class TestModel
{
    private static readonly string[] Names = ["u", "g", "r", "i", "z", "redshift", "u-g"];
    private static readonly FeatureSchema Schema = FeatureSchema.Of(Names);

    internal byte[] File { get; } = Train();

    internal ModelManifest Manifest { get; }

    internal static IReadOnlyList<Observation> Observations { get; } =
        [.. new SimulatedNight(new NightOptions { Seed = 2 }).Observe(700).Select(made => Observation.From(made.Observation))];

    public TestModel()
    {
        var scorer = new BatchScorer(Schema, new MLContext(seed: 0).Model.Load(new MemoryStream(File), out _));
        var canary = Observations.Take(8).ToList();
        Manifest = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Version = "test-1",
            CreatedAt = new DateTimeOffset(2026, 1, 15, 20, 0, 0, TimeSpan.Zero),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(File)),
            Features = Names,
            FeatureHash = Schema.Hash,
            Classes = ObjectClass.All,
            Trainer = new TrainerDescription(
                "LightGBM", 1, new Dictionary<string, string>(), new Dictionary<string, string>(), 0.1),
            Data = new DataDescription(
                "simulated", "none", 2000, new Dictionary<string, int>(), new Dictionary<string, int>(),
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
            Canary = [.. canary.Zip(
                scorer.Probabilities(canary),
                (observation, row) => new CanaryRow(observation, [.. row.Select(probability => (double)probability)]))],
        };
    }

    private static byte[] Train()
    {
        var context = new MLContext(seed: 1);
        var rows = new SimulatedNight(new NightOptions { Seed = 1 }).Observe(2000).Select(made => new Row
        {
            Features = Schema.Row(Observation.From(made.Observation)),
            Label = made.Class,
        });
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(
                context.Transforms.Conversion.MapValueToKey(
                    "Label", keyData: context.Data.LoadFromEnumerable(ObjectClass.All.Select(name => new { Value = name }))),
                TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
            {
                NumberOfIterations = 5,
                NumberOfLeaves = 8,
                UseSoftmax = true,
                NumberOfThreads = 1,
                Deterministic = true,
            }));
        var view = context.Data.LoadFromEnumerable(rows.ToList(), Vector(typeof(Row)));
        var model = pipeline.Fit(view).GetModelFor(TransformerScope.Scoring);
        using var file = new MemoryStream();
        context.Model.Save(model, context.Data.LoadFromEnumerable<FeatureRow>([], Vector(typeof(FeatureRow))).Schema, file);
        return file.ToArray();
    }

    private static SchemaDefinition Vector(Type row)
    {
        var schema = SchemaDefinition.Create(row);
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Names.Length);
        return schema;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
