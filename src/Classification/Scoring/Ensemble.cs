using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
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

    private readonly FeatureSchema _schema;
    private readonly IEnsembleScorer _scorer;
    private readonly NoveltyScale? _novelty;
    private readonly ImmutableArray<CandidateTable> _candidates;
    private readonly IReadOnlyList<string> _classes;
    private readonly int _star;
    private readonly int _galaxy;
    private readonly int _qso;

    /// <param name="model">The model.</param>
    /// <param name="manifest">The ensemble.</param>
    /// <param name="schema">Its features.</param>
    /// <param name="scorer">Its trees.</param>
    /// <exception cref="ModelException">Parts of the manifest do not fit together.</exception>
    public Ensemble(ModelManifest model, EnsembleManifest manifest, FeatureSchema schema, IEnsembleScorer scorer)
    {
        Manifest = manifest;
        Inputs = InputSet.Of(manifest.Inputs);
        InputNames = Inputs.Names;
        (_schema, _scorer) = (schema, scorer);
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

    /// <summary>Why it is scored by ML.NET itself, many times slower; null when its trees are compiled.</summary>
    public string? NotCompiled { get; init; }

    /// <summary>The names of its inputs as events give them: in the one order, and one list for all of them.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Classifies observations that have the inputs.</summary>
    /// <param name="batch">Observations, these among others.</param>
    /// <param name="rows">Their places in the batch.</param>
    /// <param name="coverage">The level of the candidates.</param>
    public ScoredGroup Score(ReadOnlySpan<Observation> batch, List<int> rows, double coverage)
    {
        var candidates = _candidates.FirstOrDefault(table => table.Level == coverage);
        var features = _schema.Blocks(batch, CollectionsMarshal.AsSpan(rows));
        var probabilities = Probabilities(features);
        var predictions = new Prediction[rows.Count];
        for (var i = 0; i < predictions.Length; i++)
        {
            predictions[i] = ToPrediction(
                batch[rows[i]], probabilities.AsSpan(i * _classes.Count, _classes.Count), candidates);
        }

        return new ScoredGroup(this, rows, features, predictions);
    }

    /// <summary>Probabilities of observations that have the inputs, in the manifest's class order.</summary>
    public IReadOnlyList<float[]> Probabilities(ReadOnlySpan<Observation> batch) =>
        Probabilities(batch, [.. Enumerable.Range(0, batch.Length)]);

    /// <summary>The same of some of them, whose places in the batch are given.</summary>
    public IReadOnlyList<float[]> Probabilities(ReadOnlySpan<Observation> batch, List<int> rows)
    {
        using var features = _schema.Blocks(batch, CollectionsMarshal.AsSpan(rows));
        return [.. Probabilities(features).Chunk(_classes.Count)];
    }

    /// <summary>Whether candidates can be taken at a level of coverage.</summary>
    public bool Has(double coverage) => _candidates.Any(table => table.Level == coverage);

    /// <summary>The candidates of a row at a level of coverage; null when the package has no such level.</summary>
    public CandidateClasses? CandidatesOf(ReadOnlySpan<float> probabilities, double coverage) =>
        _candidates.FirstOrDefault(table => table.Level == coverage)?.Of(probabilities);

    /// <summary>The novelty of an observation; null when the package cannot tell.</summary>
    public double? NoveltyOf(in Observation observation) => _novelty?.Of(observation);

    private float[] Probabilities(FeatureBlocks features)
    {
        var probabilities = new float[features.Rows * _classes.Count];
        _scorer.Score(features, probabilities);
        return probabilities;
    }

    private Prediction ToPrediction(
        in Observation observation, ReadOnlySpan<float> probabilities, CandidateTable? candidates)
    {
        var top = TensorPrimitives.IndexOfMax(probabilities);
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
            this);
    }
}
