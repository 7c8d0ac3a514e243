using System.CommandLine;
using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Evaluating;

/// <summary><c>trainer evaluate</c></summary>
internal static class EvaluateCommand
{
    private const string Champion = "champion";
    private static readonly string[] Parts = ["all", "hold-out", "training"];

    public static Command Create(Screen screen)
    {
        var model = new Option<string>("--model")
        {
            Description = "A version, or 'champion'",
            HelpName = "VERSION",
            DefaultValueFactory = _ => Champion,
        };
        var data = DataOption.One();
        var part = new Option<string>("--part")
        {
            Description = "Which rows: the frozen hold-out, the others, or all",
            DefaultValueFactory = _ => Parts[0],
        };
        part.AcceptOnlyFromAmong(Parts);
        var json = new Option<bool>("--json") { Description = "Write JSON instead of tables" };
        var predictions = new Option<string?>("--out")
        {
            Description = "Also write every row's probabilities to this CSV file",
            HelpName = "FILE",
        };
        var command = new Command("evaluate", "Measure a model on any labelled file, with 95 % bootstrap intervals")
        {
            model, data, part, json, predictions,
        };
        var store = new StoreOption(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(
                Load(store.Read(parsed), parsed.GetRequiredValue(model)),
                parsed.GetRequiredValue(data),
                Array.IndexOf(Parts, parsed.GetRequiredValue(part)),
                parsed.GetValue(json),
                parsed.GetValue(predictions),
                screen,
                cancellation),
            cancellation));
        return command;
    }

    private static ModelSnapshot Load(ModelStore store, string model) => ModelLoader.Load(
        store,
        model != Champion
            ? model
            : store.ReadChampion()?.Version
                ?? throw new TrainerException($"--model {Champion}: the store {store.Path} has no champion"));

    private static int Run(
        ModelSnapshot model, string file, int partIndex, bool json, string? predictions, Screen screen,
        CancellationToken cancellation)
    {
        var data = CatalogueReader.Read([file], cancellation);
        var part = (DataPart)partIndex;
        var rows = data.Part(part);
        if (rows.Count == 0)
        {
            throw new TrainerException($"--part {Parts[partIndex]}: {data.File} has no such row");
        }

        if (part != DataPart.HoldOut
            && model.Manifest.Data?.Sha256.Contains(data.Sha256, StringComparison.Ordinal) == true)
        {
            screen.Complain(
                $"warning: {data.File} trained this model; outside --part hold-out its figures are too good");
        }

        var probabilities = model.Probabilities([.. rows.Select(row => row.Observation)]);
        cancellation.ThrowIfCancellationRequested();
        if (predictions is not null)
        {
            PredictionsFile.Write(predictions, model.Manifest.Classes, rows.Zip(probabilities));
        }

        var scored = ScoredRows.Of(model.Manifest.Classes, rows, probabilities);
        var report = new EvaluationReport(
            model.Manifest.Version,
            data.File,
            Parts[partIndex],
            scored.Measure(),
            Bootstrap.Intervals(scored, model.Manifest.Classes, cancellation),
            data.DroppedByReason());
        Write(screen, data, report, json);
        return ExitCode.Success;
    }

    private static void Write(Screen screen, LabelledData data, EvaluationReport report, bool json)
    {
        if (json)
        {
            screen.Raw(JsonSerializer.Serialize(report, ModelManifest.Json));
            return;
        }

        DataReport.Write(screen, data);
        screen.Line($"model {report.Model}, part {report.Part}");
        MetricsTables.Write(screen, report.Metrics, report.Intervals);
    }
}
