using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>Cuts every feature of the training rows into ten bins of like size, to measure drift against.</summary>
internal static class FeatureDeciles
{
    private const int Bins = 10;

    public static IReadOnlyList<FeatureDistribution> Of(FeatureSchema features, IReadOnlyList<LabelledRow> rows)
    {
        // One feature at a time, in one array: all of them at once would take more memory than the rows.
        var values = new float[rows.Count];
        return [.. features.Names.Select((name, feature) =>
        {
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = features.Value(rows[row].Observation, feature);
            }

            return Of(name, values);
        })];
    }

    private static FeatureDistribution Of(string feature, float[] values)
    {
        Array.Sort(values);
        double[] edges =
            [.. Enumerable.Range(1, Bins - 1).Select(i => (double)values[i * values.Length / Bins]).Distinct()];
        var counts = new int[edges.Length + 1];
        foreach (var value in values)
        {
            counts[FeatureDistribution.BinOf(value, edges)]++;
        }

        return new FeatureDistribution(feature, edges, [.. counts.Select(count => (double)count / values.Length)]);
    }
}
