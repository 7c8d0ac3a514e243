using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Comparing;

/// <summary>
/// The kinds of model that are compared: LightGBM as given, the others with ML.NET's defaults, all with the same
/// features and on one thread, so that times compare and the same data give the same figures.
/// </summary>
internal static class Contenders
{
    /// <summary>Name of the one that learns nothing but the classes' shares.</summary>
    public const string MostFrequentClass = "most frequent class";

    public static IReadOnlyList<Contender> All(Hyperparameters hyperparameters)
    {
        var mlNet = new MlNetContender(hyperparameters);
        return
        [
            new("LightGBM", (rows, cancellation) =>
            {
                var forest = ForestTrainer.Train(rows, hyperparameters, _ => { }, cancellation);
                return new TrainedContender(forest.Probabilities, forest.File.Length);
            }),
            mlNet.Of("FastTree, one against all", context => context.MulticlassClassification.Trainers.OneVersusAll(
                context.BinaryClassification.Trainers.FastTree(
                    new FastTreeBinaryTrainer.Options { NumberOfThreads = 1, Seed = hyperparameters.Seed }))),
            mlNet.Of("FastForest, one against all", context => context.MulticlassClassification.Trainers.OneVersusAll(
                context.BinaryClassification.Trainers.FastForest(
                    new FastForestBinaryTrainer.Options { NumberOfThreads = 1, Seed = hyperparameters.Seed }))),
            mlNet.Of("logistic regression, L-BFGS", context => Normalised(context).Append(
                context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                    new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }))),
            mlNet.Of("logistic regression, SDCA", context => Normalised(context).Append(
                context.MulticlassClassification.Trainers.SdcaMaximumEntropy(
                    new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }))),
            new(MostFrequentClass, (rows, _) => MostFrequent(rows)),
        ];
    }

    // A linear model's penalty and steps weigh features by their spread; trees do not care.
    private static NormalizingEstimator Normalised(MLContext context) =>
        context.Transforms.NormalizeMeanVariance(nameof(TrainingRow.Features));

    private static TrainedContender MostFrequent(IReadOnlyList<LabelledRow> rows)
    {
        var counts = LabelledData.ByClass(rows);
        float[] shares = [.. ForestTrainer.Classes.Select(name => (float)counts[name] / rows.Count)];
        return new TrainedContender(tested => [.. tested.Select(_ => shares)], sizeof(float) * shares.Length);
    }
}
