using Streaming.Classification.Observations;

namespace Streaming.Trainer.Training;

/// <summary>What is to be trained.</summary>
/// <param name="Sets">Sets of inputs, an ensemble each, the fullest first.</param>
/// <param name="AsFarAsPossible">
/// Whether a set that the data lacks rows for is left out; else it is a fault.
/// </param>
/// <param name="SettingsFor">The hyperparameters of a set.</param>
internal sealed record TrainingPlan(
    IReadOnlyList<InputSet> Sets, bool AsFarAsPossible, Func<InputSet, Hyperparameters> SettingsFor)
{
    /// <summary>Every measurement that a set needs.</summary>
    public IReadOnlyList<string> Measurements =>
        [.. Sets.SelectMany(set => set.Measurements).Distinct().Order(StringComparer.Ordinal)];
}
