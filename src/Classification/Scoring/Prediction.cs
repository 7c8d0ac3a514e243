using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>What a model says of one observation.</summary>
/// <param name="Class">The most probable class.</param>
/// <param name="Confidence">Its probability, in [1/3, 1].</param>
/// <param name="Probabilities">The probability of every class.</param>
/// <param name="Candidates">The classes that are possible; null when the package has no such level of coverage.</param>
/// <param name="Novelty">The p-value of its magnitudes; null when the package cannot tell.</param>
/// <param name="Ensemble">What it was scored by; its inputs are those that were used.</param>
internal sealed record Prediction(
    string Class,
    double Confidence,
    ClassProbabilities Probabilities,
    CandidateClasses? Candidates,
    double? Novelty,
    Ensemble Ensemble)
{
    /// <summary>Name of the class shares that the probabilities were adjusted to; null when they are as trained.</summary>
    public string? Priors { get; init; }
}
