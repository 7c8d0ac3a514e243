using System.Text.Json.Serialization;

namespace Streaming.Trainer.Tuning;

/// <summary>One point of the search and what came of it: a line of the journal.</summary>
internal sealed record Trial
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its place on every axis of <see cref="SearchSpace.Dimensions"/>, in [0, 1].</summary>
    public required double[] Point { get; init; }

    /// <summary>What is made small: see <see cref="Objective"/>. Of the folds that were trained.</summary>
    public required double Loss { get; init; }

    /// <summary>The same of the first folds alone, to compare trials that ended early.</summary>
    public required double EarlyLoss { get; init; }

    /// <summary>Whether it was given up after the first folds.</summary>
    public required bool Pruned { get; init; }

    public required double LogLoss { get; init; }

    public required double MacroF1 { get; init; }

    public required double QsoRecall { get; init; }

    /// <summary>The best number of rounds, fold by fold.</summary>
    public required int[] Rounds { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Rounds to train with: the mean of the folds'.</summary>
    [JsonIgnore]
    public int MeanRounds => (int)Math.Round(Rounds.Average());
}
