using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tuning;

/// <summary>Tries points until there are enough, each kept in the journal before the next begins.</summary>
internal sealed class Search(
    IReadOnlyList<LabelledRow> rows,
    InputSet inputs,
    Journal journal,
    SettingsPlace place,
    int seed,
    Screen screen,
    TimeProvider time)
{
    // Fewer finished trials than this make no standard to hold others to.
    private const int FewestToPrune = 5;

    private readonly TreeParzen _sampler = new(SearchSpace.Dimensions.Count, seed);

    /// <exception cref="OperationCanceledException">Stopped; every finished trial is in the journal.</exception>
    [SuppressMessage("Reliability", "CA2016", Justification = "The trial itself is given the token.")]
    public async Task RunAsync(int trials, CancellationToken cancellation)
    {
        while (journal.Trials.Count < trials)
        {
            cancellation.ThrowIfCancellationRequested();
            var number = journal.Trials.Count + 1;
            var point = number == 1 ? SearchSpace.Defaults(inputs) : Next();
            var hyperparameters = SearchSpace.At(point, seed, inputs);
            var start = time.GetTimestamp();
            var trial = await ShowAsync(
                number,
                trials,
                hyperparameters,
                report => new TrialRun(rows, hyperparameters, report).Run(number, point, Limit(), cancellation));
            var before = journal.Best;
            journal.Append(trial with { Seconds = Math.Round(time.GetElapsedTime(start).TotalSeconds, 1) });
            if (journal.Best != before)
            {
                place.Write(Settings(journal.Best!));
            }

            Tell(journal.Trials[^1], hyperparameters, isBest: journal.Best != before);
        }
    }

    /// <summary>The hyperparameters of a trial, with the rounds that early stopping found.</summary>
    public Hyperparameters Settings(Trial trial) =>
        SearchSpace.At(trial.Point, seed, inputs) with { Iterations = trial.MeanRounds };

    private double[] Next() => _sampler.Next(
        [.. journal.Trials.Select(one => new Judged(one.Point, one.Pruned ? double.PositiveInfinity : one.Loss))]);

    // The median rule (Golovin et al. 2017, "Google Vizier"): as good so far as half of those that were finished.
    private double Limit()
    {
        double[] finished = [.. journal.Trials.Where(one => !one.Pruned).Select(one => one.EarlyLoss).Order()];
        return finished.Length < FewestToPrune ? double.PositiveInfinity : finished[finished.Length / 2];
    }

    private Task<Trial> ShowAsync(int number, int trials, Hyperparameters one, Func<Action<long>, Trial> run)
    {
        var best = journal.Best is { } found
            ? FormattableString.Invariant($", best so far {found.Loss:F5} (trial {found.Number})")
            : "";
        return Progress.RunAsync(
            screen,
            FormattableString.Invariant($"Trial {number} of {trials}{best}"),
            ObjectKey.Folds * one.Iterations,
            run);
    }

    private void Tell(Trial trial, Hyperparameters one, bool isBest)
    {
        var verdict = trial.Pruned ? "given up after two folds" : isBest ? "best so far" : "";
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"trial {trial.Number,3}  loss {trial.Loss:F5}  log loss {trial.LogLoss:F5}  macro-F1 {trial.MacroF1:F5}  "
                + $"QSO recall {trial.QsoRecall:F5}  {trial.MeanRounds} rounds of {one.Leaves}, "
                + $"{one.Features.Count} features, {trial.Seconds:F0} s  {verdict}"));
    }
}
