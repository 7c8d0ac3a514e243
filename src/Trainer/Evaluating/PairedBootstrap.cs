using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Trainer.Evaluating;

/// <summary>
/// Intervals of the differences between two models on the same rows. Every resample draws the same rows for both, so
/// what makes a row hard for both does not count as a difference.
/// </summary>
internal static class PairedBootstrap
{
    private const int Seed = 20141;

    /// <summary>Second less first, by the metric's name.</summary>
    /// <param name="first">Rows with the first model's answers.</param>
    /// <param name="second">The same rows, in the same order, with the second's.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyDictionary<string, FigureDifference> Differences(
        ScoredRows first, ScoredRows second, CancellationToken cancellation)
    {
        var all = Enumerable.Range(0, first.Count).ToArray();
        var whole = Difference(first, second, all);
        var samples = whole.Keys.ToDictionary(name => name, _ => new double[Bootstrap.Resamples]);
        var random = new Random(Seed);
        var draw = new int[first.Count];
        for (var i = 0; i < Bootstrap.Resamples; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < draw.Length; j++)
            {
                draw[j] = random.Next(draw.Length);
            }

            foreach (var (name, value) in Difference(first, second, draw))
            {
                samples[name][i] = value;
            }
        }

        return whole.ToDictionary(pair => pair.Key, pair =>
        {
            var interval = Bootstrap.Middle(samples[pair.Key]);
            return new FigureDifference(pair.Value, interval.Low, interval.High);
        });
    }

    private static Dictionary<string, double> Difference(ScoredRows first, ScoredRows second, int[] rows)
    {
        var (one, other) = (first.Tally(rows), second.Tally(rows));
        return new Dictionary<string, double>
        {
            [MetricNames.Accuracy] = other.Accuracy - one.Accuracy,
            [MetricNames.MacroF1] = other.MacroF1 - one.MacroF1,
            [MetricNames.QsoRecall] = second.Recall(other, ObjectClass.Qso) - first.Recall(one, ObjectClass.Qso),
            [MetricNames.LogLoss] = other.LogLoss - one.LogLoss,
        };
    }
}
