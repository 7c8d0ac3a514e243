using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Worker.Http;

/// <summary>The answer to one observation.</summary>
/// <param name="Prediction">The most probable class, under the previous service's name.</param>
/// <param name="Class">The same.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Probabilities">The probability of every class.</param>
/// <param name="Model">The model that decided.</param>
internal sealed record PredictResponse(
    string Prediction, string Class, double Confidence, ClassProbabilities Probabilities, ModelReference Model)
{
    public static PredictResponse From(Prediction prediction, ModelReference model) =>
        new(prediction.Class, prediction.Class, prediction.Confidence, prediction.Probabilities, model);
}
