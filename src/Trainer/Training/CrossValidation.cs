using System.Runtime.ExceptionServices;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>
/// Trains one model a fold on the rows of the other folds and scores the fold with it, as many at once as the machine
/// has cores. ML.NET lets only one LightGBM train at a time: the others read rows or score meanwhile. The result does not
/// depend on how many run at once.
/// </summary>
internal static class CrossValidation
{
    /// <summary>Cross-validates LightGBM.</summary>
    public static Task<OutOfFold> RunAsync(
        IReadOnlyList<LabelledRow> rows,
        Hyperparameters hyperparameters,
        Screen screen,
        CancellationToken cancellation)
    {
        screen.Line($"Training {ObjectKey.Folds} folds of {hyperparameters.Iterations} rounds");
        return Progress.RunAsync(
            screen,
            "Training",
            ObjectKey.Folds * hyperparameters.Iterations,
            report => Run(
                rows,
                (training, onIteration) => ForestTrainer.Train(
                    training, hyperparameters, onIteration, cancellation).Probabilities,
                report,
                cancellation));
    }

    /// <summary>Cross-validates any kind of model.</summary>
    /// <param name="rows">The rows; none of them from the hold-out.</param>
    /// <param name="train">
    /// Trains on some rows, tells how many rounds it has done, and returns what gives rows their probabilities.
    /// </param>
    /// <param name="onRound">Told the number of rounds done in all folds together.</param>
    /// <param name="cancellation">Stops between two folds.</param>
    public static OutOfFold Run(
        IReadOnlyList<LabelledRow> rows,
        Func<IReadOnlyList<LabelledRow>, Action<long>, Func<IReadOnlyList<LabelledRow>, IReadOnlyList<float[]>>> train,
        Action<long> onRound,
        CancellationToken cancellation)
    {
        var rounds = new long[ObjectKey.Folds];
        var probabilities = new ProbabilityTable(rows.Count, ForestTrainer.Classes.Count);
        var ordered = OrderedRows.Of(rows);
        Each(0, ObjectKey.Folds, Fold, cancellation);
        return new OutOfFold(rows, probabilities);

        void Fold(int fold)
        {
            var model = train(ordered.Where(row => row.Key.Fold != fold), done =>
            {
                Volatile.Write(ref rounds[fold], done);
                onRound(rounds.Sum());
            });
            Score(rows, fold, model, probabilities);
        }
    }

    /// <summary>Works on some folds, several at once.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="work">Is given a fold's number.</param>
    /// <param name="cancellation">Stops between two folds.</param>
    public static void Each(int from, int to, Action<int> work, CancellationToken cancellation)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.For(from, to, options, work);
        }
        catch (AggregateException fault)
        {
            // The first fold's fault is every fold's: people are told that one, in one line.
            ExceptionDispatchInfo.Throw(fault.InnerExceptions[0]);
        }
    }

    /// <summary>Scores a fold's rows, each to its place among those of all rows.</summary>
    public static void Score(
        IReadOnlyList<LabelledRow> rows,
        int fold,
        Func<IReadOnlyList<LabelledRow>, IReadOnlyList<float[]>> model,
        ProbabilityTable probabilities)
    {
        int[] tested = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].Key.Fold == fold)];
        var scored = ProbabilityTable.Of(model(Array.ConvertAll(tested, i => rows[i])));
        for (var i = 0; i < tested.Length; i++)
        {
            scored.Row(i).CopyTo(probabilities.Row(tested[i]));
        }
    }
}
