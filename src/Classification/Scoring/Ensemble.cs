using System.Collections.Immutable;
using Microsoft.ML;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>
/// The part of a model that scores what has the inputs of one set. Immutable and safe to use from many threads.
/// </summary>
internal sealed class Ensemble
{
    // Float probabilities carry seven digits; more would only lengthen the events.
    private const int ProbabilityDigits = 7;

    private readonly BatchScorer _scorer;
    private readonly NoveltyScale? _novelty;
    private readonly ImmutableArray<CandidateTable> _candidates;
    private readonly IReadOnlyList<string> _classes;
    private readonly int _star;
    private readonly int _galaxy;
    private readonly int _qso;

    /// <param name="model">The model.</param>
    /// <param name="manifest">The ensemble.</param>
    /// <param name="schema">Its features.</param>
    /// <param name="transformer">Its trees.</param>
    /// <exception cref="ModelException">Parts of the manifest do not fit together.</exception>
    public Ensemble(ModelManifest model, EnsembleManifest manifest, FeatureSchema schema, ITransformer transformer)
    {
        Manifest = manifest;
        Inputs = InputSet.Of(manifest.Inputs);
        InputNames = Inputs.Names;
        _scorer = new BatchScorer(schema, transformer, manifest.Temperature);
        _classes = model.Classes;
        _candidates = [.. manifest.Coverage.Select(level => new CandidateTable(level, _classes))];
        _novelty = (model.Mixture, manifest.Novelty) is ({ } mixture, { } table)
            ? new NoveltyScale(mixture, table, Inputs.Bands)
            : null;
        (_star, _galaxy, _qso) =
            (IndexOf(ObjectClass.Star), IndexOf(ObjectClass.Galaxy), IndexOf(ObjectClass.Qso));

        int IndexOf(string name) => _classes.ToList().IndexOf(name);
    }

    public EnsembleManifest Manifest { get; }

    public InputSet Inputs { get; }

    /// <summary>The names of its inputs as events give them: in the one order, and one list for all of them.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Classifies observations that have the inputs, in their order.</summary>
    /// <param name="batch">The observations.</param>
    /// <param name="coverage">The level of the candidates.</param>
    public IEnumerable<Prediction> Score(IReadOnlyList<Observation> batch, double coverage)
    {
        var candidates = _candidates.FirstOrDefault(table => table.Level == coverage);
        var rows = _scorer.Rows(batch);
        var probabilities = _scorer.Probabilities(rows);
        for (var i = 0; i < batch.Count; i++)
        {
            yield return ToPrediction(batch[i], rows[i], probabilities[i], candidates);
        }
    }

    /// <summary>Probabilities of every row, in the manifest's class order.</summary>
    public IReadOnlyList<float[]> Probabilities(IReadOnlyList<Observation> batch) => _scorer.Probabilities(batch);

    /// <summary>Whether candidates can be taken at a level of coverage.</summary>
    public bool Has(double coverage) => _candidates.Any(table => table.Level == coverage);

    /// <summary>The candidates of a row at a level of coverage; null when the package has no such level.</summary>
    public CandidateClasses? CandidatesOf(float[] probabilities, double coverage) =>
        _candidates.FirstOrDefault(table => table.Level == coverage)?.Of(probabilities);

    /// <summary>The novelty of an observation; null when the package cannot tell.</summary>
    public double? NoveltyOf(in Observation observation) => _novelty?.Of(observation);

    private Prediction ToPrediction(
        in Observation observation, FeatureRow row, float[] probabilities, CandidateTable? candidates)
    {
        var top = probabilities.IndexOf(probabilities.Max());
        return new Prediction(
            _classes[top],
            Math.Round(probabilities[top], ProbabilityDigits),
            new ClassProbabilities
            {
                Star = Math.Round(probabilities[_star], ProbabilityDigits),
                Galaxy = Math.Round(probabilities[_galaxy], ProbabilityDigits),
                Qso = Math.Round(probabilities[_qso], ProbabilityDigits),
            },
            candidates?.Of(probabilities),
            _novelty?.Of(observation),
            this,
            row.Features);
    }
}
