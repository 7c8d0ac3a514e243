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
        var whole = Difference(first.Tally(), second.Tally());
        var (one, other) = (RowGroups.Of(first), RowGroups.Of(second));
        var samples = whole.Keys.ToDictionary(name => name, _ => new double[Bootstrap.Resamples]);
        var random = new Random(Seed);
        var draw = new int[one.Count];
        for (var i = 0; i < Bootstrap.Resamples; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < draw.Length; j++)
            {
                draw[j] = random.Next(draw.Length);
            }

            foreach (var (name, value) in Difference(one.Tally(draw), other.Tally(draw)))
            {
                samples[name][i] = value;
            }
        }

        return whole.ToDictionary(pair => pair.Key, pair =>
        {
            var interval = Bootstrap.Middle(samples[pair.Key]);
            return new FigureDifference(pair.Value, interval.Low, interval.High);
        });

        Dictionary<string, double> Difference(Tally before, Tally after) => new()
        {
            [MetricNames.Accuracy] = after.Accuracy - before.Accuracy,
            [MetricNames.MacroF1] = after.MacroF1 - before.MacroF1,
            [MetricNames.QsoRecall] =
                second.Recall(after, ObjectClass.Qso) - first.Recall(before, ObjectClass.Qso),
            [MetricNames.LogLoss] = after.LogLoss - before.LogLoss,
        };
    }
}
