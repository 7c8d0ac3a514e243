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

    /// <summary>Classifies a batch, ensemble by ensemble; what none has the inputs of is in none of the answers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The observations.</param>
    /// <param name="source">Tells the source of each.</param>
    /// <returns>The answers, to be disposed.</returns>
    public IReadOnlyList<ScoredGroup> Score(
        ModelSnapshot model, ReadOnlySpan<Observation> batch, Func<int, string?> source)
    {
        var scored = model.ScoreByEnsemble(batch, _coverage);
        if (_priors.Count > 0)
        {
            foreach (var group in scored)
            {
                for (var i = 0; i < group.Predictions.Length; i++)
                {
                    group.Predictions[i] = Adjusted(group.Predictions[i], source(group.Rows[i]));
                }
            }
        }

        return scored;
    }

    /// <summary>Classifies observations in their order; null where the model has no ensemble.</summary>
    public IReadOnlyList<Prediction?> Score(ModelSnapshot model, IReadOnlyList<ObservationReceived> batch) =>
        ModelSnapshot.InOrder(
            Score(model, [.. batch.Select(Observation.From)], row => batch[row].Source), batch.Count);

    private Prediction Adjusted(Prediction prediction, string? source) =>
        source is not null && _priors.TryGetValue(source, out var priors) ? priors.Applied(prediction) : prediction;
}
