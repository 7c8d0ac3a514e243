using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>Takes the trees out of a model that ML.NET wrote.</summary>
internal static class TreeReader
{
    /// <summary>
    /// The trees of every class, in the order of <see cref="ForestTrainer.Classes"/>, first round first.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<RegressionTree>> Read(Forest forest)
    {
        var loaded = new MLContext(seed: 0).Model.Load(new MemoryStream(forest.File), out _);
        var last = loaded is TransformerChain<ITransformer> chain ? chain.LastTransformer : loaded;
        var model = ((ISingleFeaturePredictionTransformer<object>)last).Model;
        return [.. SubModels((OneVersusAllModelParameters)model)
            .Cast<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>()
            .Select(one => one.SubModel.TrainedTreeEnsemble.Trees.Cast<RegressionTree>().ToList())];
    }

    /// <summary>
    /// Sums, feature by feature, what its splits gained in the trees of all classes: what the training looked at.
    /// </summary>
    /// <returns>Shares of the whole, in the order of the features.</returns>
    public static double[] Gains(Forest forest, IReadOnlyList<IReadOnlyList<RegressionTree>> classes)
    {
        var gains = new double[forest.Features.Count];
        foreach (var tree in classes.SelectMany(trees => trees))
        {
            for (var node = 0; node < tree.NumberOfNodes; node++)
            {
                gains[tree.NumericalSplitFeatureIndexes[node]] += tree.SplitGains[node];
            }
        }

        var all = Math.Max(gains.Sum(), double.Epsilon);
        return Array.ConvertAll(gains, gain => gain / all);
    }

    // ML.NET keeps the models of the classes to itself.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> SubModels(OneVersusAllModelParameters model);
}
