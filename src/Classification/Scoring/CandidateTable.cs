using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>
/// Takes candidates at one level of coverage (class-conditional conformal prediction: Vovk, Gammerman, Shafer 2005,
/// chapter 4). Immutable; all its answers are made beforehand.
/// </summary>
internal sealed class CandidateTable
{
    private readonly double[] _smallest;
    private readonly CandidateClasses[] _answers;

    /// <param name="level">The level and its quantiles.</param>
    /// <param name="classes">The classes in the ensemble's order.</param>
    /// <exception cref="ModelException">A class has no quantile.</exception>
    public CandidateTable(CoverageLevel level, IReadOnlyList<string> classes)
    {
        Level = level.Level;
        _smallest =
        [
            .. classes.Select(name => level.Quantiles.TryGetValue(name, out var quantile)
                ? 1 - quantile
                : throw new ModelException($"class {name} has no quantile at coverage {level.Level}")),
        ];
        _answers =
        [
            .. Enumerable.Range(0, 1 << classes.Count).Select(set => new CandidateClasses
            {
                Coverage = level.Level,
                Classes = [.. classes.Where((_, i) => (set & (1 << i)) != 0)],
            }),
        ];
    }

    public double Level { get; }

    /// <summary>The candidates of one row.</summary>
    /// <param name="probabilities">Of all classes, in the ensemble's order, as trained: without priors.</param>
    public CandidateClasses Of(ReadOnlySpan<float> probabilities)
    {
        var set = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            set |= probabilities[i] >= _smallest[i] ? 1 << i : 0;
        }

        return _answers[set];
    }
}
