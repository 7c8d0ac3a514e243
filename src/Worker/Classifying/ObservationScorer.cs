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

    /// <summary>Classifies observations of the stream, in their order; null where the model has no ensemble.</summary>
    public IReadOnlyList<Prediction?> Score(ModelSnapshot model, IReadOnlyList<ValidObservation> batch) =>
        Score(model, [.. batch.Select(observation => observation.Values)], i => batch[i].Source);

    /// <summary>As above, observations that need no identity and no time.</summary>
    public IReadOnlyList<Prediction?> Score(ModelSnapshot model, IReadOnlyList<ObservationReceived> batch) =>
        Score(model, [.. batch.Select(Observation.From)], i => batch[i].Source);

    private IReadOnlyList<Prediction?> Score(
        ModelSnapshot model, IReadOnlyList<Observation> batch, Func<int, string?> source)
    {
        var predictions = model.Score(batch, _coverage);
        return _priors.Count == 0
            ? predictions
            : [.. predictions.Select((prediction, i) => Adjusted(prediction, source(i)))];
    }

    private Prediction? Adjusted(Prediction? prediction, string? source) =>
        prediction is not null && source is not null && _priors.TryGetValue(source, out var priors)
            ? priors.Applied(prediction)
            : prediction;
}
