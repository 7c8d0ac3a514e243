using System.Collections.Immutable;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>
/// A loaded model, immutable and safe to use from many threads: ML.NET's transformers hold no state between calls. It
/// is never disposed; the garbage collector takes it when its last batch has ended.
/// </summary>
internal sealed class ModelSnapshot
{
    /// <summary>The level of coverage that is published unless another is asked for.</summary>
    public const double DefaultCoverage = 0.95;

    /// <param name="manifest">What is known about the model.</param>
    /// <param name="ensembles">Its ensembles.</param>
    public ModelSnapshot(ModelManifest manifest, IEnumerable<Ensemble> ensembles)
    {
        Manifest = manifest;
        Reference = new ModelReference { Version = manifest.Version, Sha256 = manifest.Sha256 };
        Ensembles =
        [
            .. ensembles.OrderDescending(Comparer<Ensemble>.Create(
                (one, other) => InputSet.Preference(one.Inputs, other.Inputs))),
        ];
    }

    public ModelManifest Manifest { get; }

    public ModelReference Reference { get; }

    /// <summary>The ensembles, the preferred one first.</summary>
    public ImmutableArray<Ensemble> Ensembles { get; }

    /// <summary>The fullest ensemble with the redshift; null without one.</summary>
    public Ensemble? Spectroscopic => Ensembles.FirstOrDefault(one => one.Inputs.HasRedshift);

    /// <summary>The fullest ensemble without the redshift; null without one.</summary>
    public Ensemble? Photometric => Ensembles.FirstOrDefault(one => !one.Inputs.HasRedshift);

    /// <summary>
    /// The ensemble that scores an observation: of those whose inputs were measured, the preferred one. Null when there
    /// is none.
    /// </summary>
    public Ensemble? EnsembleFor(in Observation observation)
    {
        var measured = InputSet.Measured(observation);
        foreach (var ensemble in Ensembles)
        {
            if (ensemble.Inputs.IsIn(measured, observation))
            {
                return ensemble;
            }
        }

        return null;
    }

    /// <summary>
    /// Classifies a batch, ensemble by ensemble; what none of them has the inputs of is in none of the answers, which are
    /// to be disposed.
    /// </summary>
    public List<ScoredGroup> ScoreByEnsemble(ReadOnlySpan<Observation> batch, double coverage = DefaultCoverage)
    {
        var scored = new List<ScoredGroup>();
        foreach (var (ensemble, rows) in Grouped(batch))
        {
            scored.Add(ensemble.Score(batch, rows, coverage));
        }

        return scored;
    }

    /// <summary>
    /// Classifies a batch. Answers in the order of the batch; null where no ensemble has what was measured.
    /// </summary>
    public IReadOnlyList<Prediction?> Score(ReadOnlySpan<Observation> batch, double coverage = DefaultCoverage) =>
        InOrder(ScoreByEnsemble(batch, coverage), batch.Length);

    /// <summary>Disposes what <see cref="ScoreByEnsemble"/> answered, and puts its predictions in order.</summary>
    public static IReadOnlyList<Prediction?> InOrder(IReadOnlyList<ScoredGroup> scored, int count)
    {
        var answers = new Prediction?[count];
        foreach (var group in scored)
        {
            foreach (var (row, prediction) in group.Rows.Zip(group.Predictions))
            {
                answers[row] = prediction;
            }

            group.Dispose();
        }

        return answers;
    }

    /// <summary>
    /// Probabilities of every row, in the manifest's class order; null where no ensemble has what was measured.
    /// </summary>
    public IReadOnlyList<float[]?> Probabilities(ReadOnlySpan<Observation> batch)
    {
        var answers = new float[]?[batch.Length];
        foreach (var (ensemble, rows) in Grouped(batch))
        {
            foreach (var (row, one) in rows.Zip(ensemble.Probabilities(batch, rows)))
            {
                answers[row] = one;
            }
        }

        return answers;
    }

    // Each ensemble scores all of its rows at once: a call costs more than a row.
    private Dictionary<Ensemble, List<int>> Grouped(ReadOnlySpan<Observation> batch)
    {
        var groups = new Dictionary<Ensemble, List<int>>();
        for (var row = 0; row < batch.Length; row++)
        {
            if (EnsembleFor(batch[row]) is not { } ensemble)
            {
                continue;
            }

            if (!groups.TryGetValue(ensemble, out var rows))
            {
                groups[ensemble] = rows = [];
            }

            rows.Add(row);
        }

        return groups;
    }
}
