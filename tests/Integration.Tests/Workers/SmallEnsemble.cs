using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Integration.Tests.Workers;

/// <summary>A few trees for one input set, with what a package says of them.</summary>
internal static class SmallEnsemble
{
    private const int CanaryRows = 16;
    private const int Points = 100;
    private static readonly double[] Levels = [0.9, 0.95, 0.99];

    /// <summary>Trains on the first rows of a night, and takes quantiles from the others.</summary>
    /// <param name="inputs">The set.</param>
    /// <param name="training">Rows to train on.</param>
    /// <param name="others">Rows that it does not see, for the candidates.</param>
    /// <param name="mixture">What novelty is measured against.</param>
    /// <param name="seed">Of the training.</param>
    /// <param name="iterations">Trees a class.</param>
    public static (EnsembleManifest Manifest, byte[] File) Train(
        InputSet inputs,
        IReadOnlyList<(Observation Observation, string Class)> training,
        IReadOnlyList<(Observation Observation, string Class)> others,
        MixtureDescription mixture,
        int seed,
        int iterations)
    {
        var schema = FeatureSchema.Of(FeaturesOf(inputs));
        var file = Fit(schema, training, seed, iterations);
        var scorer = new MlNetScorer(schema, new MLContext(seed).Model.Load(new MemoryStream(file), out _));
        var canary = others.Take(CanaryRows).Select(row => row.Observation.Reduced(inputs)).ToList();
        var scores = scorer.Probabilities([.. others.Select(row => row.Observation)]);
        return (
            new EnsembleManifest
            {
                Inputs = inputs.Names,
                File = $"{inputs.Name}.zip",
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
                Features = schema.Names,
                FeatureHash = schema.Hash,
                Trainer = new TrainerDescription(
                    "LightGBM", seed, new Dictionary<string, string>(), new Dictionary<string, string>(), 0),
                Shares = training.CountBy(row => row.Class)
                    .ToDictionary(count => count.Key, count => (double)count.Value / training.Count),
                Coverage = [.. Levels.Select(level => new CoverageLevel(level, Quantiles(others, scores, level)))],
                Novelty = Novelty(mixture, inputs, training),
                HoldOut = NotMeasured,
                Distributions = [],
                Canary =
                [
                    .. canary.Zip(scorer.Probabilities(canary), (observation, row) =>
                        new CanaryRow(observation, [.. row.Select(probability => (double)probability)])),
                ],
            },
            file);
    }

    private static ModelMetrics NotMeasured { get; } = new()
    {
        Rows = 0,
        Accuracy = 0,
        BalancedAccuracy = 0,
        MacroF1 = 0,
        LogLoss = 0,
        CalibrationError = 0,
        Classes = new Dictionary<string, ClassMetrics>(),
        Confusion = new Dictionary<string, IReadOnlyDictionary<string, int>>(),
    };

    // What was measured, and the difference of each two neighbours among the bands and among the measurements.
    private static IReadOnlyCollection<string> FeaturesOf(InputSet inputs) =>
    [
        .. inputs.Names,
        .. inputs.Bands.Zip(inputs.Bands.Skip(1), (one, other) => $"{one}-{other}"),
        .. inputs.Measurements.Zip(inputs.Measurements.Skip(1), (one, other) => $"{one}-{other}"),
    ];

    private static byte[] Fit(
        FeatureSchema schema,
        IReadOnlyList<(Observation Observation, string Class)> training,
        int seed,
        int iterations)
    {
        var context = new MLContext(seed);
        var rows = training.Select(row => new LabelledRow
        {
            Features = schema.Row(row.Observation),
            Label = row.Class,
        });
        var classes = context.Data.LoadFromEnumerable(ObjectClass.All.Select(name => new { Value = name }));
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(
                context.Transforms.Conversion.MapValueToKey("LabelKey", nameof(LabelledRow.Label), keyData: classes),
                TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
            {
                LabelColumnName = "LabelKey",
                NumberOfIterations = iterations,
                NumberOfLeaves = 15,
                UseSoftmax = true,
                NumberOfThreads = 1,
                Deterministic = true,
                Seed = seed,
            }));
        var model = pipeline.Fit(context.Data.LoadFromEnumerable(rows.ToList(), Vector(typeof(LabelledRow), schema)))
            .GetModelFor(TransformerScope.Scoring);
        using var file = new MemoryStream();
        var input = context.Data.LoadFromEnumerable<FeatureRow>([], Vector(typeof(FeatureRow), schema));
        context.Model.Save(model, input.Schema, file);
        return file.ToArray();
    }

    private static SchemaDefinition Vector(Type row, FeatureSchema schema)
    {
        var definition = SchemaDefinition.Create(row);
        definition[nameof(FeatureRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, schema.Count);
        return definition;
    }

    private static Dictionary<string, double> Quantiles(
        IReadOnlyList<(Observation Observation, string Class)> rows, IReadOnlyList<float[]> scores, double level) =>
        ObjectClass.All.Index().ToDictionary(one => one.Item, one =>
        {
            var doubts = rows.Zip(scores)
                .Where(row => row.First.Class == one.Item)
                .Select(row => 1.0 - row.Second[one.Index])
                .Order()
                .ToList();
            return doubts[Math.Min((int)Math.Ceiling((doubts.Count + 1) * level), doubts.Count) - 1];
        });

    private static NoveltyTable Novelty(
        MixtureDescription mixture, InputSet inputs, IReadOnlyList<(Observation Observation, string Class)> training)
    {
        var density = GaussianMixture.Of(mixture, inputs.Bands);
        double[] sorted =
        [
            .. training.Select(row => density.LogDensity([.. inputs.Bands.Select(row.Observation.Value)])).Order(),
        ];
        int[] ranks = [.. Enumerable.Range(1, Points).Select(point => sorted.Length * point / Points)];
        return new NoveltyTable(
            [.. ranks.Select(rank => sorted[rank - 1])], [.. ranks.Select(rank => (double)rank / sorted.Length)]);
    }
}
