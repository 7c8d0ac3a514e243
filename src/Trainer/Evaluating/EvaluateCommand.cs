using System.CommandLine;
using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;
using Streaming.Trainer.Novelty;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Evaluating;

/// <summary><c>trainer evaluate</c></summary>
internal static class EvaluateCommand
{
    private const int AnsweringSteps = 10;
    private static readonly string[] Parts = ["all", "hold-out", "training"];

    public static Command Create(Screen screen)
    {
        var part = BoundedOption.Of("--part", "Which rows: the frozen hold-out, the others, or all", Parts);
        var without = WithoutOption.Create();
        var json = new Option<bool>("--json") { Description = "Write JSON instead of tables" };
        var predictions = new Option<string?>("--out")
        {
            Description = "Also write every row's probabilities to this CSV file",
            HelpName = "FILE",
        };
        var command = new DocumentedCommand(
            "evaluate",
            "Measure a model on any labelled file, with 95 % bootstrap intervals",
            """
            trainer evaluate --data skyserver.csv
            trainer evaluate --data star_classification.csv --part hold-out --without redshift
            trainer evaluate --data skyserver.csv --json | jq .metrics.macroF1
            trainer evaluate --data legacy.fits --profile legacy --deredden
            zcat night.csv.gz | trainer evaluate --data - --classes GALAXY=3,STAR=6
            """)
        {
            part, without, json, predictions,
        };
        var data = DataOptions.One(command);
        var model = new ModelOption(command);
        var store = new StoreOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = store.Read(parsed);
            var snapshot = model.Load(parsed, target);
            var signature = SignedManifest.Standing(target, snapshot.Manifest.Version);
            var (names, isJson) = (WithoutOption.Read(parsed, without), parsed.GetValue(json));
            var measurements = snapshot.Ensembles.SelectMany(one => one.Inputs.Measurements).Distinct().ToList();
            WithoutOption.EnsureKnown(names, measurements);
            var rows = await data.Read(parsed).ReadAsync(
                isJson ? screen.Aside : screen, [.. measurements.Except(names)], cancellation);
            return await Task.Run(
                () => Run(
                    snapshot,
                    signature,
                    rows,
                    Array.IndexOf(Parts, parsed.GetRequiredValue(part)),
                    names,
                    isJson,
                    parsed.GetValue(predictions),
                    screen,
                    cancellation),
                cancellation);
        });
        return command;
    }

    private static int Run(
        ModelSnapshot model,
        SignatureStanding signature,
        LabelledData data,
        int partIndex,
        IReadOnlyList<string> without,
        bool json,
        string? predictions,
        Screen screen,
        CancellationToken cancellation)
    {
        var part = (DataPart)partIndex;
        LabelledRow[] rows = [.. data.Part(part).Select(row => WithoutOption.Apply(row, without))];
        if (rows.Length == 0)
        {
            throw new FailureException($"--part {Parts[partIndex]}: {data.File} has no such row");
        }

        if (part != DataPart.HoldOut
            && model.Manifest.Data?.Sha256.Contains(data.Sha256, StringComparison.Ordinal) == true)
        {
            screen.Complain(
                $"warning: {data.File} trained this model; outside --part hold-out its figures are too good");
        }

        var answers = Answers.Of(model, rows, _ => { }, cancellation);
        if (answers.Rows.Count == 0)
        {
            throw new FailureException(
                $"--model {model.Manifest.Version}: has no ensemble for any row of {data.File}, such as "
                + string.Join(' ', InputSet.NamesMeasured(rows[0].Observation)));
        }

        cancellation.ThrowIfCancellationRequested();
        if (predictions is not null)
        {
            PredictionsFile.Write(predictions, model.Manifest.Classes, answers.Rows.Zip(answers.Probabilities));
        }

        var scored = ScoredRows.Of(model.Manifest.Classes, answers.Rows, answers.Probabilities);
        var report = new EvaluationReport(
            model.Manifest.Version,
            data.File,
            Parts[partIndex],
            answers.Measure(),
            Bootstrap.Intervals(scored, model.Manifest.Classes, cancellation),
            answers.ByInputs(),
            answers.ByMagnitude(),
            answers.Answering(AnsweringSteps),
            NoveltyOf(model, answers),
            rows.Length - answers.Rows.Count,
            data.DroppedByReason())
        {
            Signature = signature,
        };
        Write(screen, data, report, json);
        return ExitCode.Success;
    }

    // On the rows that most of the file is like: which bands can be wrong depends on which are measured.
    private static NoveltyCheck? NoveltyOf(ModelSnapshot model, Answers answers)
    {
        var rows = answers.Rows.GroupBy(row => model.EnsembleFor(row.Observation)!).MaxBy(group => group.Count())!;
        return NoveltyCheck.Of(one => rows.Key.NoveltyOf(one), [.. rows], rows.Key.Inputs.Bands);
    }

    private static void Write(Screen screen, LabelledData data, EvaluationReport report, bool json)
    {
        if (json)
        {
            screen.Raw(JsonSerializer.Serialize(report, ModelManifest.Json));
            return;
        }

        DataReport.Write(screen, data);
        var signed = report.Signature.State == SignatureState.Unsigned ? "" : $", signed by {report.Signature}";
        screen.Line($"model {report.Model}{signed}, part {report.Part}");
        if (report.NotAnswered > 0)
        {
            screen.Line($"not answered, as the model has no ensemble for what was measured: {report.NotAnswered:N0}");
        }

        MetricsTables.Write(screen, report.Metrics, report.Intervals);
        BreakdownTables.Write(screen, report);
    }
}
