using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>What a model says of one observation.</summary>
/// <param name="Class">The most probable class.</param>
/// <param name="Confidence">Its probability, in [1/3, 1].</param>
/// <param name="Probabilities">The probability of every class.</param>
/// <param name="Features">The features that it was made from, in the model's order.</param>
internal sealed record Prediction(
    string Class, double Confidence, ClassProbabilities Probabilities, float[] Features);
