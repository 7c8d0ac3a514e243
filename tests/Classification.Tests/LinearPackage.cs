using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Classification.Tests;

/// <summary>A package whose fullest ensemble is a linear model, which has no compiled form; the others are trees.</summary>
internal static class LinearPackage
{
    private static readonly FeatureSchema Schema = FeatureSchema.Of(["u", "g", "r", "i", "z", "redshift", "u-g"]);

    /// <summary>Trains the linear model and adds the package to a store.</summary>
    /// <returns>Its version, an observation, and what ML.NET says of it.</returns>
    public static (string Version, Observation Canary, float[] Probabilities) AddTo(ModelStore store)
    {
        var model = Train();
        using var file = new MemoryStream();
        var context = new MLContext(seed: 1);
        context.Model.Save(
            model, context.Data.LoadFromEnumerable<FeatureRow>([], Vector(typeof(FeatureRow))).Schema, file);
        var canary = TestModel.Observations[0];
        var expected = new MlNetScorer(Schema, model).Probabilities([canary])[0];
        var trees = new TestModel();
        var manifest = trees.With(
            one => one with
            {
                Sha256 = TestModel.Digest(file.ToArray()),
                Temperature = 1,
                Canary = [new CanaryRow(canary, [.. expected.Select(probability => (double)probability)])],
            },
            "linear");
        store.Add(manifest, [file.ToArray(), .. trees.Files.Skip(1)]);
        return (manifest.Version, canary, expected);
    }

    /// <summary>Trains the linear model.</summary>
    public static ITransformer Train()
    {
        var context = new MLContext(seed: 1);
        var rows = new SimulatedNight(new NightOptions { Seed = 5 }).Observe(1_000).Select(made => new Row
        {
            Features = Schema.Row(Observation.From(made.Observation)),
            Label = made.Class,
        });
        var classes = context.Data.LoadFromEnumerable(ObjectClass.All.Select(name => new { Value = name }));
        return new EstimatorChain<ITransformer>()
            .Append(
                context.Transforms.Conversion.MapValueToKey("Label", keyData: classes), TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 3))
            .Fit(context.Data.LoadFromEnumerable(rows.ToList(), Vector(typeof(Row))))
            .GetModelFor(TransformerScope.Scoring);
    }

    private static SchemaDefinition Vector(Type row)
    {
        var schema = SchemaDefinition.Create(row);
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Schema.Count);
        return schema;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
