using Microsoft.Extensions.Options;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Worker.Classifying;

/// <summary>Scores as the settings say: with candidates at their coverage, and with the class shares of a source.</summary>
internal sealed class ObservationScorer(IOptions<ClassificationOptions> options)
{
    private readonly double _coverage = options.Value.Coverage;
    private readonly Dictionary<string, ClassPriors> _priors = options.Value.Priors.ToDictionary(
        one => one.Key, one => new ClassPriors(one.Key, one.Value.Star, one.Value.Galaxy, one.Value.Qso));

    /// <summary>Classifies validated observations, in their order; null where the model has no ensemble.</summary>
    public IReadOnlyList<Prediction?> Score(ModelSnapshot model, IReadOnlyList<ObservationReceived> batch)
    {
        var predictions = model.Score([.. batch.Select(Observation.From)], _coverage);
        return _priors.Count == 0 ? predictions : [.. predictions.Zip(batch, Adjusted)];
    }

    private Prediction? Adjusted(Prediction? prediction, ObservationReceived observation) =>
        prediction is not null
        && observation.Source is { } source
        && _priors.TryGetValue(source, out var priors)
            ? priors.Applied(prediction)
            : prediction;
}
