using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Comparing;

/// <summary>Trains any estimator of ML.NET on the features of the comparison.</summary>
/// <param name="hyperparameters">Whose features and seed are used.</param>
internal sealed class MlNetContender(Hyperparameters hyperparameters)
{
    public Contender Of(string name, Func<MLContext, IEstimator<ITransformer>> estimator) =>
        new(name, (rows, cancellation) => Train(rows, estimator, cancellation));

    private TrainedContender Train(
        IReadOnlyList<LabelledRow> rows,
        Func<MLContext, IEstimator<ITransformer>> estimator,
        CancellationToken cancellation)
    {
        var features = FeatureSchema.Of(hyperparameters.Features);
        var context = new MLContext(hyperparameters.Seed);
        var ordered = rows.OrderBy(row => row.Key).Select(row => new TrainingRow
        {
            Features = features.Row(row.Observation),
            Label = row.Class,
            Weight = 1,
        }).ToList();
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, features.Count);
        var view = context.Data.LoadFromEnumerable(ordered, schema);
        var keys = context.Data.LoadFromEnumerable(ForestTrainer.Classes.Select(name => new { Value = name }));
        var chain = new EstimatorChain<ITransformer>()
            .Append(
                context.Transforms.Conversion.MapValueToKey(nameof(TrainingRow.Label), keyData: keys),
                TransformerScope.TrainTest)
            .AppendCacheCheckpoint(context)
            .Append(estimator(context));

        using var watch = IterationWatch.Of(context, _ => { }, cancellation);
        var model = chain.Fit(view).GetModelFor(TransformerScope.Scoring);
        cancellation.ThrowIfCancellationRequested();

        using var saved = new MemoryStream();
        context.Model.Save(model, view.Schema, saved);
        var scorer = new BatchScorer(features, model);
        return new TrainedContender(
            tested => scorer.Probabilities([.. tested.Select(row => row.Observation)]), saved.Length);
    }
}
