using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>What a run finds out about a model apart from its figures.</summary>
/// <param name="Curve">What more data does.</param>
/// <param name="Importance">What each measurement is worth.</param>
/// <param name="Noise">How many labels may be wrong.</param>
internal sealed record Explanation(
    LearningCurve Curve, IReadOnlyList<PermutationImportance> Importance, LabelNoise Noise)
{
    /// <summary>Steps that are reported: four parts of the learning curve, and the rest.</summary>
    public const int Parts = 5;

    /// <summary>Finds it out, on rows that no model scored has been trained on.</summary>
    /// <param name="one">The ensemble.</param>
    /// <param name="train">Trains on some rows.</param>
    /// <param name="onPart">Told how many steps are done.</param>
    /// <param name="cancellation">Stops in between.</param>
    public static Explanation Of(
        TrainedEnsemble one,
        Func<IReadOnlyList<LabelledRow>, Forest> train,
        Action<long> onPart,
        CancellationToken cancellation) => new(
            LearningCurve.Of(one.Training, one.WithoutFirstFold, train, onPart, cancellation),
            PermutationImportance.Of(
                one.WithoutFirstFold, [.. one.Training.Where(row => row.Key.Fold == 0)], one.Inputs, cancellation),
            LabelNoise.Of(one.Calibration.After));
}
