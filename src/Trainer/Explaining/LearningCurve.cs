using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>How the model does on fold 0 when it is trained on more and more rows of the other folds.</summary>
/// <param name="Steps">From the fewest rows to all of them.</param>
/// <param name="Gain">Interval of what the last doubling of the rows added to macro-F1, paired row by row.</param>
/// <param name="LossDrop">The same of what it took from the log loss, nats.</param>
/// <param name="Tested">The rows of fold 0.</param>
internal sealed record LearningCurve(
    IReadOnlyList<LearningStep> Steps, Interval? Gain, Interval? LossDrop, int Tested)
{
    private const int FewestOfAClass = 10;
    private const int Seed = 20141;
    private static readonly int[] Divisors = [16, 8, 4, 2];

    /// <summary>Trains on parts; what was trained on all rows of the other folds is given.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="whole">The model that was trained on all rows but those of fold 0.</param>
    /// <param name="train">Trains on some rows.</param>
    /// <param name="onPart">Called after each part.</param>
    /// <param name="cancellation">Stops between two trainings.</param>
    public static LearningCurve Of(
        IReadOnlyList<LabelledRow> rows,
        Forest whole,
        Func<IReadOnlyList<LabelledRow>, Forest> train,
        Action<long> onPart,
        CancellationToken cancellation)
    {
        // By key, so that a part holds all smaller ones and does not depend on the order of the file.
        var training = OrderedRows.Of(rows).Where(row => row.Key.Fold != 0);
        LabelledRow[] tested = [.. rows.Where(row => row.Key.Fold == 0)];
        OrderedRows[] parts = [.. Divisors.Select(divisor => training.Take(training.Count / divisor))
            .Where(part => LabelledData.ByClass(part).Values.All(count => count >= FewestOfAClass))];
        var scored = new ScoredRows[parts.Length + 1];
        scored[^1] = Score(whole);
        var done = 0;
        Parallel.ForEach(
            parts.Index().Reverse(),
            new ParallelOptions
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            },
            part =>
            {
                scored[part.Index] = Score(train(part.Item));
                onPart(Interlocked.Increment(ref done));
            });
        var steps = parts.Append(training).Zip(scored, (part, one) =>
        {
            var (metrics, bands) = (one.Measure(), Bootstrap.Intervals(one, ForestTrainer.Classes, cancellation));
            return new LearningStep(
                part.Count, metrics.MacroF1, bands[MetricNames.MacroF1], metrics.LogLoss, bands[MetricNames.LogLoss],
                metrics.Classes[ObjectClass.Qso].Recall);
        }).ToList();
        var (gain, drop) = parts.Length == 0 ? default : Paired(scored[^2], scored[^1], cancellation);
        return new LearningCurve(steps, gain, drop, tested.Length);

        ScoredRows Score(Forest forest) => ScoredRows.Of(
            ForestTrainer.Classes, tested, forest.Score(tested, cancellation));
    }

    // The same rows are drawn for both, so that what is hard for both does not widen the interval.
    private static (Interval Gain, Interval Drop) Paired(
        ScoredRows half, ScoredRows whole, CancellationToken cancellation)
    {
        var (fewer, all) = (RowGroups.Of(half), RowGroups.Of(whole));
        var draw = new int[fewer.Count];
        var random = new Random(Seed);
        var (gains, drops) = (new double[Bootstrap.Resamples], new double[Bootstrap.Resamples]);
        for (var i = 0; i < gains.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < draw.Length; j++)
            {
                draw[j] = random.Next(draw.Length);
            }

            var (before, after) = (fewer.Tally(draw), all.Tally(draw));
            (gains[i], drops[i]) = (after.MacroF1 - before.MacroF1, before.LogLoss - after.LogLoss);
        }

        return (Middle(gains), Middle(drops));
    }

    private static Interval Middle(double[] values)
    {
        Array.Sort(values);
        return new Interval(values[values.Length / 40], values[^(values.Length / 40 + 1)]);
    }
}
