using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tuning;

/// <summary>
/// Cross-validates one point, fold by fold, and gives it up after the first folds when it is clearly poor.
/// </summary>
/// <param name="rows">The training rows; none of the hold-out.</param>
/// <param name="hyperparameters">What is tried; its rounds are the most.</param>
/// <param name="onRound">Told the rounds done in all folds together.</param>
internal sealed class TrialRun(
    IReadOnlyList<LabelledRow> rows, Hyperparameters hyperparameters, Action<long> onRound)
{
    /// <summary>How many folds are trained before a trial can be given up.</summary>
    public const int EarlyFolds = 2;

    private const int Patience = 25;
    private const int ValidationShare = 10;

    private readonly OrderedRows _ordered = OrderedRows.Of(rows);
    private readonly ProbabilityTable _probabilities = new(rows.Count, ForestTrainer.Classes.Count);
    private readonly int[] _rounds = new int[ObjectKey.Folds];
    private readonly long[] _done = new long[ObjectKey.Folds];

    /// <param name="number">The trial's number.</param>
    /// <param name="point">Its point.</param>
    /// <param name="limit">Loss of the first folds above which the others are not trained.</param>
    /// <param name="cancellation">Stops within one round.</param>
    public Trial Run(int number, double[] point, double limit, CancellationToken cancellation)
    {
        Train(0, EarlyFolds, cancellation);
        var early = Score(EarlyFolds);
        var earlyLoss = Objective.Of(early.Measure());
        var pruned = earlyLoss > limit;
        if (!pruned)
        {
            Train(EarlyFolds, ObjectKey.Folds, cancellation);
        }

        var metrics = (pruned ? early : Score(ObjectKey.Folds)).Measure();
        return new Trial
        {
            Number = number,
            Point = point,
            Loss = Objective.Of(metrics),
            EarlyLoss = earlyLoss,
            Pruned = pruned,
            LogLoss = metrics.LogLoss,
            MacroF1 = metrics.MacroF1,
            QsoRecall = metrics.Classes[ObjectClass.Qso].Recall,
            Rounds = pruned ? _rounds[..EarlyFolds] : _rounds,
            Seconds = 0,
        };
    }

    private void Train(int from, int to, CancellationToken cancellation) =>
        CrossValidation.Each(from, to, fold => TrainFold(fold, cancellation), cancellation);

    private void TrainFold(int fold, CancellationToken cancellation)
    {
        var others = _ordered.Where(row => row.Key.Fold != fold);
        var (forest, rounds) = ForestTrainer.TrainToBest(
            others.Where(row => !IsValidation(row)),
            others.Where(IsValidation),
            hyperparameters,
            Patience,
            Report,
            cancellation);
        CrossValidation.Score(rows, fold, tested => forest.Score(tested, cancellation), _probabilities);
        _rounds[fold] = rounds;
        Report(hyperparameters.Iterations);

        void Report(long done)
        {
            Volatile.Write(ref _done[fold], done);
            onRound(_done.Sum());
        }
    }

    /// <summary>Whether a row tells when a fold's training is to stop.</summary>
    // By digits of the key that the fold does not use: the same rows in every trial.
    public static bool IsValidation(LabelledRow row) => row.Key.Low / ObjectKey.Folds % ValidationShare == 0;

    private ScoredRows Score(int folds)
    {
        int[] scored = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].Key.Fold < folds)];
        return ScoredRows.Of(
            ForestTrainer.Classes, [.. scored.Select(i => rows[i])], [.. scored.Select(i => _probabilities[i])]);
    }
}
