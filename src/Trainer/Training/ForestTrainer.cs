using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>Trains boosted trees. The same rows, in any order, and the same settings give the same bytes.</summary>
internal static class ForestTrainer
{
    private const string Label = nameof(TrainingRow.Label);

    /// <summary>The order of the model's output: fixed here, never by which class comes first in a file.</summary>
    public static IReadOnlyList<string> Classes => ObjectClass.All;

    /// <exception cref="TrainerException">A class is absent from the rows.</exception>
    /// <exception cref="OperationCanceledException">Stopped, within one round.</exception>
    public static Forest Train(
        IReadOnlyList<LabelledRow> rows,
        Hyperparameters hyperparameters,
        Action<int> onIteration,
        CancellationToken cancellation)
    {
        var present = LabelledData.ByClass(rows);
        if (Classes.FirstOrDefault(name => present[name] == 0) is { } absent)
        {
            throw new TrainerException($"--data: no training row is of class {absent}; all three are needed");
        }

        var features = FeatureSchema.Of(hyperparameters.Features);
        var context = new MLContext(hyperparameters.Seed);
        var ordered = Ordered(rows, features, hyperparameters.QsoWeight);
        var view = context.Data.LoadFromEnumerable(ordered, TrainingSchema(features));
        var keys = context.Data.LoadFromEnumerable(Classes.Select(name => new { Value = name }));
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(context.Transforms.Conversion.MapValueToKey(Label, keyData: keys), TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.LightGbm(hyperparameters.ToLightGbm()));

        using var watch = IterationWatch.Of(context, onIteration, cancellation);
        var chain = pipeline.Fit(view);
        cancellation.ThrowIfCancellationRequested();
        return Save(context, chain.GetModelFor(TransformerScope.Scoring), features);
    }

    // Sorted by content, so that the order of a file plays no part in the sums of floats.
    private static List<TrainingRow> Ordered(
        IReadOnlyList<LabelledRow> rows, FeatureSchema features, double qsoWeight) =>
        [.. rows.OrderBy(row => row.Key).Select(row => new TrainingRow
        {
            Features = features.Row(row.Observation),
            Label = row.Class,
            Weight = row.Class == ObjectClass.Qso ? (float)qsoWeight : 1,
        })];

    /// <summary>
    /// Saves a model with an input of features alone: who scores has no label. What was written is read back and handed
    /// on, so that what is measured is what is shipped.
    /// </summary>
    public static Forest Save(MLContext context, ITransformer transformer, FeatureSchema features)
    {
        var schema = context.Data.LoadFromEnumerable<FeatureRow>([], InputSchema(features)).Schema;
        using var saved = new MemoryStream();
        context.Model.Save(transformer, schema, saved);
        var file = TimelessZip.Rewrite(saved.ToArray());
        return new Forest(file, features, new BatchScorer(features, context.Model.Load(new MemoryStream(file), out _)));
    }

    /// <summary>What a model of these features is given to score.</summary>
    public static SchemaDefinition InputSchema(FeatureSchema features)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(FeatureRow.Features)].ColumnType = VectorOf(features);
        return schema;
    }

    private static SchemaDefinition TrainingSchema(FeatureSchema features)
    {
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType = VectorOf(features);
        return schema;
    }

    private static VectorDataViewType VectorOf(FeatureSchema features) =>
        new(NumberDataViewType.Single, features.Count);
}
