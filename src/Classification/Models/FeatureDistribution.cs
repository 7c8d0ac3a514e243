using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>A feature's histogram over the training rows.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Edges">Inner bin edges, ascending: the deciles, without repeats.</param>
/// <param name="Shares">Share of the rows in each bin, one more than there are edges; together 1.</param>
internal sealed record FeatureDistribution(
    string Feature,
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> Edges,
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> Shares)
{
    /// <summary>
    /// The bin of a value: how many edges are below it. A value on an edge is in the bin that ends there.
    /// </summary>
    public static int BinOf(double value, ReadOnlySpan<double> edges)
    {
        var bin = 0;
        while (bin < edges.Length && edges[bin] < value)
        {
            bin++;
        }

        return bin;
    }
}
