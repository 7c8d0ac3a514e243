using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
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
        var chain = new EstimatorChain<ITransformer>()
            .Append(TrainingView.Keys(context), TransformerScope.TrainTest)
            .AppendCacheCheckpoint(context)
            .Append(estimator(context));

        using var watch = IterationWatch.Of(context, _ => { }, cancellation);
        var model = chain.Fit(TrainingView.Of(context, rows, features, hyperparameters));
        cancellation.ThrowIfCancellationRequested();
        var saved = ForestTrainer.Save(context, model.GetModelFor(TransformerScope.Scoring), features);
        return new TrainedContender(saved.Probabilities, saved.File.Length);
    }
}
