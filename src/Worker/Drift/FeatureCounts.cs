using Streaming.Classification.Features;
using Streaming.Classification.Models;

namespace Streaming.Worker.Drift;

/// <summary>Counts of one feature's values by bin.</summary>
internal sealed class FeatureCounts
{
    private readonly FeatureDistribution _trained;
    private readonly int _position;
    private readonly float[] _edges;

    // How many values were above each edge: a comparison without a branch, where looking for a value's bin guesses wrong
    // for every second one.
    private readonly long[] _above;
    private long _rows;

    private FeatureCounts(FeatureDistribution trained, int position)
    {
        _trained = trained;
        _position = position;
        _edges = [.. trained.Edges.Select(AtMost)];
        _above = new long[_edges.Length];
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
        _rows += rows.Rows;
        for (var block = 0; block < rows.Count; block++)
        {
            var column = rows.Column(block, _position);
            for (var edge = 0; edge < _edges.Length; edge++)
            {
                var above = 0;
                foreach (var value in column)
                {
                    above += value > _edges[edge] ? 1 : 0;
                }

                _above[edge] += above;
            }
        }
    }

    /// <summary>The population stability index of these and of older counts together.</summary>
    public double Index(FeatureCounts? older) => PopulationStability.Index(
        older is null ? Counts() : [.. Counts().Zip(older.Counts(), (one, other) => one + other)], _trained.Shares);

    // The largest number of single precision that is at most as large: a value is above both or above neither.
    private static float AtMost(double edge) => (float)edge is var near && near > edge ? MathF.BitDecrement(near) : near;

    // By bin, as FeatureDistribution.BinOf has them.
    private long[] Counts() => [.. _above.Prepend(_rows).Zip(_above.Append(0), (from, to) => from - to)];
}
