using Streaming.Classification.Models;

namespace Streaming.Trainer.Tuning;

/// <summary>
/// What the search makes small: log loss + (1 − macro-F1), both out of fold. Log loss is the steadier of the two, but
/// would never weigh a class and counts a galaxy lost like a quasar lost; macro-F1 does not, but is coarse.
/// </summary>
internal static class Objective
{
    public const string Words = "log loss + (1 − macro-F1)";

    public static double Of(ModelMetrics metrics) => metrics.LogLoss + 1 - metrics.MacroF1;
}
