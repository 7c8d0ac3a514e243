using Streaming.Contracts;

namespace Streaming.Trainer.Evaluating;

/// <summary>
/// Intervals by resampling the rows with replacement (percentile bootstrap, Efron 1979): how far a figure would move
/// had chance given other objects. The same rows give the same intervals.
/// Of many rows, groups are drawn: <see cref="RowGroups"/>.
/// </summary>
internal static class Bootstrap
{
    public const int Resamples = 1000;

    private const int Seed = 20140;

    public static IReadOnlyDictionary<string, Interval> Intervals(
        ScoredRows rows, IReadOnlyList<string> classes, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var groups = RowGroups.Of(rows);
        var draw = new int[groups.Count];
        var qso = classes.ToList().IndexOf(ObjectClass.Qso);
        var samples = new Dictionary<string, double[]>
        {
            [MetricNames.Accuracy] = new double[Resamples],
            [MetricNames.MacroF1] = new double[Resamples],
            [MetricNames.QsoRecall] = new double[Resamples],
            [MetricNames.LogLoss] = new double[Resamples],
        };

        for (var i = 0; i < Resamples; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < draw.Length; j++)
            {
                draw[j] = random.Next(draw.Length);
            }

            var tally = groups.Tally(draw);
            samples[MetricNames.Accuracy][i] = tally.Accuracy;
            samples[MetricNames.MacroF1][i] = tally.MacroF1;
            samples[MetricNames.QsoRecall][i] = tally.ClassMetrics(qso).Recall;
            samples[MetricNames.LogLoss][i] = tally.LogLoss;
        }

        return samples.ToDictionary(pair => pair.Key, pair => Middle(pair.Value));
    }

    /// <summary>The interval that holds the middle 95 % of the values; sorts them.</summary>
    internal static Interval Middle(double[] values)
    {
        Array.Sort(values);
        return new Interval(At(0.025), At(0.975));

        double At(double share) => values[(int)Math.Round(share * (values.Length - 1))];
    }
}
