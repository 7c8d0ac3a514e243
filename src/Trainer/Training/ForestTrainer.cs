using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>Trains boosted trees. The same rows, in any order, and the same settings give the same bytes.</summary>
internal static class ForestTrainer
{
    /// <summary>The order of the model's output: fixed here, never by which class comes first in a file.</summary>
    public static IReadOnlyList<string> Classes => ObjectClass.All;

    /// <exception cref="FailureException">A class is absent from the rows.</exception>
    /// <exception cref="OperationCanceledException">Stopped, within one round.</exception>
    public static Forest Train(
        IReadOnlyList<LabelledRow> rows,
        Hyperparameters hyperparameters,
        Action<long> onIteration,
        CancellationToken cancellation)
    {
        EnsureClasses(rows);
        var features = FeatureSchema.Of(hyperparameters.Features);
        var context = new MLContext(hyperparameters.Seed);
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(TrainingView.Keys(context), TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.LightGbm(hyperparameters.ToLightGbm()));

        using var watch = IterationWatch.Of(context, onIteration, cancellation);
        var chain = pipeline.Fit(TrainingView.Of(context, rows, features, hyperparameters));
        cancellation.ThrowIfCancellationRequested();
        return Save(context, chain.GetModelFor(TransformerScope.Scoring), features);
    }

    /// <summary>
    /// Trains until the log loss of other rows has not fallen for some rounds, and keeps the rounds up to its lowest.
    /// When it fell until the last round, all are kept.
    /// </summary>
    /// <param name="rows">The rows to train on.</param>
    /// <param name="validation">Rows that say when to stop; none of them among <paramref name="rows"/>.</param>
    /// <param name="hyperparameters">Its rounds are the most that are trained.</param>
    /// <param name="patience">Rounds to wait for a lower loss.</param>
    /// <param name="onIteration">Told the rounds done.</param>
    /// <param name="cancellation">Stops within one round.</param>
    /// <returns>The forest, and its rounds.</returns>
    /// <exception cref="FailureException">A class is absent from the rows.</exception>
    public static (Forest Forest, int Rounds) TrainToBest(
        IReadOnlyList<LabelledRow> rows,
        IReadOnlyList<LabelledRow> validation,
        Hyperparameters hyperparameters,
        int patience,
        Action<long> onIteration,
        CancellationToken cancellation)
    {
        EnsureClasses(rows);
        var features = FeatureSchema.Of(hyperparameters.Features);
        var context = new MLContext(hyperparameters.Seed);
        var options = hyperparameters.ToLightGbm();
        options.EvaluationMetric = LightGbmMulticlassTrainer.Options.EvaluateMetricType.LogLoss;
        options.EarlyStoppingRound = patience;
        var view = TrainingView.Of(context, rows, features, hyperparameters);
        var keys = TrainingView.Keys(context).Fit(view);

        using var watch = IterationWatch.Of(context, onIteration, cancellation);
        var model = context.MulticlassClassification.Trainers.LightGbm(options).Fit(
            keys.Transform(view), keys.Transform(TrainingView.Of(context, validation, features, hyperparameters)));
        cancellation.ThrowIfCancellationRequested();
        return (Save(context, model, features), TrainedRounds.Of(model.Model));
    }

    private static void EnsureClasses(IReadOnlyList<LabelledRow> rows)
    {
        var present = LabelledData.ByClass(rows);
        if (Classes.FirstOrDefault(name => present[name] == 0) is { } absent)
        {
            throw new FailureException($"--data: no training row is of class {absent}; all three are needed");
        }
    }

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
        return new Forest(file, features, new MlNetScorer(features, context.Model.Load(new MemoryStream(file), out _)));
    }

    /// <summary>What a model of these features is given to score.</summary>
    public static SchemaDefinition InputSchema(FeatureSchema features)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(FeatureRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, features.Count);
        return schema;
    }
}
