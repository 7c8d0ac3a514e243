using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Novelty;

/// <summary>What a mixture's density in some bands means: its distribution over the training rows.</summary>
internal static class NoveltyTables
{
    private const int Points = 80;
    private const int Digits = 6;

    /// <summary>Measures the density of all training rows that have the bands.</summary>
    /// <returns>The table; null when the mixture lacks one of the bands or no row has them.</returns>
    public static NoveltyTable? Of(
        MixtureDescription mixture, InputSet inputs, IReadOnlyList<LabelledRow> training)
    {
        if (inputs.Bands.Except(mixture.Bands).Any())
        {
            return null;
        }

        var density = GaussianMixture.Of(mixture, inputs.Bands);
        double[] sorted =
        [
            .. training.Where(row => inputs.IsIn(row.Observation))
                .Select(row => density.LogDensity(inputs.Bands.Select(row.Observation.Value).ToArray()))
                .Order(),
        ];
        if (sorted.Length == 0)
        {
            return null;
        }

        // Ranks at equal ratios: what is asked of a p-value is asked near zero.
        int[] ranks =
        [
            .. Enumerable.Range(0, Points)
                .Select(i => (int)Math.Round(Math.Pow(sorted.Length, (double)i / (Points - 1))))
                .Select(rank => Math.Clamp(rank, 1, sorted.Length))
                .Distinct(),
        ];
        return new NoveltyTable(
            [.. ranks.Select(rank => Math.Round(sorted[rank - 1], Digits))],
            [.. ranks.Select(rank => (double)rank / sorted.Length)]);
    }
}
