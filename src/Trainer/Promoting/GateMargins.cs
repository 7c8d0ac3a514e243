using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary>How much worse than the champion a challenger may be, and what it must reach in any case.</summary>
internal sealed record GateMargins
{
    /// <summary>
    /// How far macro-F1 may be below the champion's, 0 to 1. Default 0.003: twice the standard error of a difference
    /// measured on 6,500 rows, so that an equally good model is refused by chance about once in forty times.
    /// </summary>
    public double MacroF1 { get; init; } = 0.003;

    /// <summary>
    /// How far the QSO recall may be below the champion's, 0 to 1. Default 0.008: by the same rule, with a fifth of the
    /// rows.
    /// </summary>
    public double QsoRecall { get; init; } = 0.008;

    /// <summary>
    /// How far the expected calibration error may be above the champion's, 0 to 1. Default 0.01: subscribers cut at
    /// probabilities, and a change of one in a hundred moves few of them.
    /// </summary>
    public double CalibrationError { get; init; } = 0.01;

    /// <summary>
    /// Largest expected calibration error, 0 to 1, whatever the champion's is. Default 0.1: beyond it a stated
    /// probability of 0.9 may as well be 0.8. Generous, as chance alone gives 0.02 on 300 rows.
    /// </summary>
    public double LargestCalibrationError { get; init; } = 0.1;

    /// <summary>
    /// Smallest macro-F1, 0 to 1, whatever the champion's is. Default 0.5: twice what always naming the most frequent
    /// class can reach.
    /// </summary>
    public double SmallestMacroF1 { get; init; } = 0.5;

    /// <summary>
    /// How many times the champion's processor time a row may take. Default 3: machines are noisy, and what matters is
    /// a model that makes the workers miss their rate.
    /// </summary>
    public double Slowdown { get; init; } = 3;

    /// <summary>
    /// The margins for a set of inputs on which the champion errs more often than on its fullest: two equally good
    /// models differ there by chance as much more as the root of the ratio of their errors, and one of 32 sets would
    /// refuse nearly every challenger else.
    /// </summary>
    /// <param name="onSet">The champion's metrics on the set; null when it has none.</param>
    /// <param name="onFullest">Those on its fullest set.</param>
    public GateMargins For(ModelMetrics? onSet, ModelMetrics? onFullest)
    {
        if (onSet is null || onFullest is not { Accuracy: < 1 })
        {
            return this;
        }

        var wider = Math.Max(1, Math.Sqrt((1 - onSet.Accuracy) / (1 - onFullest.Accuracy)));
        return this with { MacroF1 = MacroF1 * wider, QsoRecall = QsoRecall * wider };
    }
}
