using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;

namespace Streaming.Trainer.Promoting;

/// <summary>Compares what scoring costs.</summary>
internal static class SpeedComparison
{
    private const int BatchSize = 512;
    private const int Rounds = 9;

    /// <summary>
    /// Processor time of the second model over that of the first, on the same batch: the median of some rounds in which
    /// they take turns, so that whatever else the machine does burdens both.
    /// </summary>
    public static double Ratio(
        ModelSnapshot first, ModelSnapshot second, IReadOnlyList<Observation> observations,
        CancellationToken cancellation)
    {
        var batch = Enumerable.Range(0, BatchSize).Select(i => observations[i % observations.Count]).ToArray();
        var ratios = new double[Rounds];
        first.Probabilities(batch);
        second.Probabilities(batch);
        for (var round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            ratios[round] = Cost(second, batch) / Cost(first, batch);
        }

        Array.Sort(ratios);
        return ratios[Rounds / 2];
    }

    // Of the whole process, as the collector's threads work for the model too. Never 0, whatever the clock's grain.
    private static double Cost(ModelSnapshot model, Observation[] batch)
    {
        var start = Environment.CpuUsage.TotalTime;
        model.Probabilities(batch);
        return Math.Max((Environment.CpuUsage.TotalTime - start).TotalMicroseconds, 1);
    }
}
