using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;

namespace Streaming.Trainer.Training;

/// <summary>Counts the rounds that are left in a model after early stopping: its trees of one class.</summary>
internal static class TrainedRounds
{
    public static int Of(OneVersusAllModelParameters model) =>
        SubModels(model)[0] is CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> first
            ? first.SubModel.TrainedTreeEnsemble.Trees.Count
            : throw new InvalidOperationException("the model's parts are not LightGBM's");

    // The parts have no public door.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> SubModels(OneVersusAllModelParameters model);
}
