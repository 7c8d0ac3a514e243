using System.Text.Json.Serialization;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Worker.Http;

/// <summary>The answer to one observation.</summary>
/// <param name="Prediction">The most probable class, under the previous service's name.</param>
/// <param name="Class">The same.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Probabilities">The probability of every class.</param>
/// <param name="Model">The model that decided.</param>
/// <param name="Inputs">What the decision was made from.</param>
/// <param name="Candidates">The classes that are possible; absent where the model cannot tell.</param>
/// <param name="Novelty">The p-value of the magnitudes; absent where the model cannot tell.</param>
/// <param name="Priors">The class shares that were set for the source; absent where none were.</param>
internal sealed record PredictResponse(
    string Prediction,
    string Class,
    double Confidence,
    ClassProbabilities Probabilities,
    ModelReference Model,
    IReadOnlyList<string> Inputs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CandidateClasses? Candidates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Novelty,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Priors)
{
    public static PredictResponse From(Prediction prediction, ModelReference model) => new(
        prediction.Class,
        prediction.Class,
        prediction.Confidence,
        prediction.Probabilities,
        model,
        prediction.Ensemble.InputNames,
        prediction.Candidates,
        prediction.Novelty,
        prediction.Priors);
}
