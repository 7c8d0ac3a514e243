using Streaming.Classification.Features;

namespace Streaming.Classification.Scoring;

/// <summary>Scores by an ensemble's trees: ML.NET's own, or compiled. Safe to use from many threads.</summary>
internal interface IEnsembleScorer
{
    /// <summary>Scores a batch.</summary>
    /// <param name="features">The features.</param>
    /// <param name="probabilities">Filled row after row with a probability for each class, in the model's order.</param>
    void Score(FeatureBlocks features, Span<float> probabilities);
}
