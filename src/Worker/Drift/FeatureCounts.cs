using Streaming.Classification.Features;
using Streaming.Classification.Models;

namespace Streaming.Worker.Drift;

/// <summary>Counts of one feature's values by bin.</summary>
internal sealed class FeatureCounts
{
    private readonly FeatureDistribution _trained;
    private readonly int _position;
    private readonly double[] _edges;
    private readonly long[] _counts;

    private FeatureCounts(FeatureDistribution trained, int position)
    {
        _trained = trained;
        _position = position;
        _edges = [.. trained.Edges];
        _counts = new long[trained.Shares.Count];
    }

    public string Name => _trained.Feature;

    /// <summary>
    /// One for each feature whose distribution the manifest has; an imported model may have none, and what does not fit
    /// together is left out: drift must not keep a model from being used.
    /// </summary>
    public static List<FeatureCounts> Of(EnsembleManifest ensemble)
    {
        var features = ensemble.Features.ToList();
        return
        [
            .. ensemble.Distributions
                .Where(one => features.Contains(one.Feature) && one.Shares.Count == one.Edges.Count + 1)
                .Select(one => new FeatureCounts(one, features.IndexOf(one.Feature))),
        ];
    }

    public void Add(FeatureBlocks rows)
    {
        for (var block = 0; block < rows.Count; block++)
        {
            foreach (var value in rows.Column(block, _position))
            {
                _counts[FeatureDistribution.BinOf(value, _edges)]++;
            }
        }
    }

    /// <summary>The population stability index of these and of older counts together.</summary>
    public double Index(FeatureCounts? older) => PopulationStability.Index(
        older is null ? _counts : [.. _counts.Zip(older._counts, (one, other) => one + other)], _trained.Shares);
}
