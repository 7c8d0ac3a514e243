using System.CommandLine;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tuning;

/// <summary><c>trainer tune</c></summary>
internal static class TuneCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var inputs = InputSetOptions.One();
        var trials = BoundedOption.Of("--trials", "Points to try, those of the journal included", 40, 1, 10_000);
        var timeout = BoundedOption.Of(
            "--timeout", "Minutes after which the search ends; 0 for no limit", 0.0, 0, 10_080);
        var seed = BoundedOption.Of("--seed", "Seed of the search and of every training", 42, 0, int.MaxValue);
        var output = new Option<string>("--out")
        {
            Description = "Settings file for train --settings; the journal is beside it, and a rerun goes on with it",
            HelpName = "FILE",
            DefaultValueFactory = _ => "tuning.json",
        };
        var holdOut = new Option<bool>("--hold-out")
        {
            Description = "At the end, train with the best settings and look at the hold-out, once",
        };
        var command = new DocumentedCommand(
            "tune",
            "Search hyperparameters and features by five folds of the training rows; the hold-out is not touched",
            """
            trainer tune --data star_classification.csv --out tuning.json
            trainer tune --data star_classification.csv --inputs u-g-r-i-z --timeout 60 --hold-out
            trainer tune --data sweep.fits --profile legacy --map class=SPECTYPE --inputs g-r-z --out legacy.json
            """)
        {
            inputs, trials, timeout, seed, output, holdOut,
        };
        var data = DataOptions.Several(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            data.Read(parsed),
            parsed.ReadOne(inputs),
            new Plan(
                parsed.GetValue(trials),
                TimeSpan.FromMinutes(parsed.GetValue(timeout)),
                parsed.GetValue(seed),
                parsed.GetValue(holdOut)),
            new SettingsPlace(parsed.GetRequiredValue(output)),
            screen,
            time,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        DataSource source,
        InputSet inputs,
        Plan plan,
        SettingsPlace place,
        Screen screen,
        TimeProvider time,
        CancellationToken cancellation)
    {
        PredictionsFile.EnsurePlace(place.Path);
        var data = (await source.ReadAsync(screen, inputs.Measurements, cancellation)).Of(inputs);
        DataReport.Write(screen, data);
        DataReport.WriteSplit(screen, data);
        EnoughRows.EnsureForTraining(data, TrialRun.IsValidation);
        var rows = data.Part(DataPart.Training);
        using var journal = Journal.Open(
            place.JournalPath, new JournalHeader(data.Sha256, SearchSpace.VersionFor(inputs), plan.Seed));
        var search = new Search(rows, inputs, journal, place, plan.Seed, screen, time);
        screen.Line($"making small: {Objective.Words}; {journal.Trials.Count} trials in {place.JournalPath}");
        using var timeout = new CancellationTokenSource(
            plan.Timeout == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : plan.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await search.RunAsync(plan.Trials, either.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            screen.Complain($"stopped; {Kept(journal, place)}; the same command goes on");
            return ExitCode.Interrupted;
        }
        catch (OperationCanceledException)
        {
            screen.Line($"time is up; {Kept(journal, place)}");
        }

        if (journal.Best is { } best)
        {
            TrialsTable.Write(screen, best, search.Settings(best));
            place.Write(search.Settings(best));
            screen.Line($"to use it: trainer train --settings {place.Path} {source}");
            if (plan.HoldOut)
            {
                await LookAtHoldOutAsync(data, search.Settings(best), screen, cancellation);
            }
        }

        return ExitCode.Success;
    }

    private static string Kept(Journal journal, SettingsPlace place) => FormattableString.Invariant(
        $"{journal.Trials.Count} trials are in {place.JournalPath}, ")
        + (journal.Best is { } best
            ? FormattableString.Invariant($"the best so far (trial {best.Number}, {best.Loss:F5}) in {place.Path}")
            : "none of them finished");

    private static async Task LookAtHoldOutAsync(
        LabelledData data, Hyperparameters best, Screen screen, CancellationToken cancellation)
    {
        var forest = await Progress.RunAsync(
            screen,
            FormattableString.Invariant($"Training {best.Iterations} rounds"),
            best.Iterations,
            report => ForestTrainer.Train(data.Part(DataPart.Training), best, report, cancellation));
        var rows = data.Part(DataPart.HoldOut);
        if (rows.Count == 0)
        {
            throw new FailureException($"--hold-out: {data.File} has too few rows, none of them fell to it");
        }

        var scored = ScoredRows.Of(ForestTrainer.Classes, rows, forest.Score(rows, cancellation));
        screen.Line($"hold-out of {data.File}");
        MetricsTables.Write(
            screen, scored.Measure(), Bootstrap.Intervals(scored, ForestTrainer.Classes, cancellation));
    }

    private sealed record Plan(int Trials, TimeSpan Timeout, int Seed, bool HoldOut);
}
