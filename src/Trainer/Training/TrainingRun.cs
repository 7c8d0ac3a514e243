using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Explaining;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Training;

/// <summary>From labelled data to a calibrated, measured and explained model in the store.</summary>
/// <param name="store">Where the model goes.</param>
/// <param name="screen">Where the run says what it does.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingRun(ModelStore store, Screen screen, TimeProvider time)
{
    /// <summary>Name of the report in the model's folder.</summary>
    public const string ReportFile = "report.html";

    /// <summary>How long to wait while another process changes the store. Default 1 minute.</summary>
    public TimeSpan Wait { get; init; } = LeaseOption.DefaultWait;

    /// <returns>The manifest of the new model.</returns>
    /// <exception cref="TrainerException">The data cannot train a model.</exception>
    /// <exception cref="ModelException">The store cannot take the model.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the store is as it was.</exception>
    public async Task<ModelManifest> RunAsync(
        LabelledData data, Hyperparameters hyperparameters, CancellationToken cancellation)
    {
        DataReport.Write(screen, data);
        DataReport.WriteSplit(screen, data);
        if (data.Part(DataPart.HoldOut).Count == 0)
        {
            throw new TrainerException($"--data {data.File}: too few rows, none of them fell to the hold-out");
        }

        var training = data.Part(DataPart.Training);
        var (outOfFold, withoutFirstFold) = await CrossValidateAsync(training, hyperparameters, cancellation);
        var calibration = Calibration.Of(outOfFold);
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"out of fold: temperature {calibration.Fitted:0.0000} takes the calibration error from "
                + $"{calibration.BeforeMetrics.CalibrationError:F5} to "
                + $"{calibration.ScaledMetrics.CalibrationError:F5} and the log loss from "
                + $"{calibration.BeforeMetrics.LogLoss:F5} to "
                + $"{calibration.ScaledMetrics.LogLoss:F5}{(calibration.Helps ? "" : ": no help, so it stays at 1")}"));

        var start = time.GetTimestamp();
        var forest = await TrainAsync(training, hyperparameters, cancellation);
        var manifest = ModelPackage.Describe(
            forest, calibration, hyperparameters, data, time.GetElapsedTime(start), time.GetUtcNow());
        var explanation = await Progress.RunAsync(
            screen,
            "Explaining: learning curve, importance",
            Explanation.Parts,
            time,
            report => Explanation.Of(
                training, withoutFirstFold, calibration.After,
                part => ForestTrainer.Train(part, hyperparameters, _ => { }, cancellation), report, cancellation));
        var holdOut = data.Part(DataPart.HoldOut);
        var report = TrainingPage.Of(
            manifest,
            forest,
            calibration,
            new OutOfFold(holdOut, forest.At(calibration.Temperature).Probabilities(holdOut)),
            explanation,
            cancellation).ToUtf8();
        cancellation.ThrowIfCancellationRequested();
        using (var writer = await ModelStoreWriter.OpenAsync(store, Wait, time, cancellation))
        {
            writer.Add(manifest, forest.File, (ReportFile, report));
        }

        // Every check that a worker makes, on the files as they now are.
        ModelLoader.Load(store, manifest.Version);
        screen.Line($"hold-out of {data.File}");
        MetricsTables.Write(screen, manifest.HoldOut!);
        screen.Line($"model {manifest.Version}, {forest.File.Length / 1024.0:N0} KiB, in {store.Path}");
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"report {store.Locate(manifest.Version, ReportFile)}, {report.Length / 1024.0:N0} KiB"));
        return manifest;
    }

    // The model without fold 0 is kept: the learning curve and the importance are measured on that fold.
    private async Task<(OutOfFold Predictions, Forest WithoutFirstFold)> CrossValidateAsync(
        IReadOnlyList<LabelledRow> training, Hyperparameters hyperparameters, CancellationToken cancellation)
    {
        Forest? kept = null;
        var predictions = await Progress.RunAsync(
            screen,
            FormattableString.Invariant($"Training {ObjectKey.Folds} folds of {hyperparameters.Iterations} rounds"),
            ObjectKey.Folds * hyperparameters.Iterations,
            time,
            report => CrossValidation.Run(
                training,
                (rows, onRound) =>
                {
                    var forest = ForestTrainer.Train(rows, hyperparameters, onRound, cancellation);
                    if (rows.All(row => row.Key.Fold != 0))
                    {
                        kept = forest;
                    }

                    return forest.Probabilities;
                },
                report,
                cancellation));
        return (predictions, kept!);
    }

    private Task<Forest> TrainAsync(
        IReadOnlyList<LabelledRow> training, Hyperparameters hyperparameters, CancellationToken cancellation) =>
        Progress.RunAsync(
            screen,
            FormattableString.Invariant($"Training {hyperparameters.Iterations} rounds"),
            hyperparameters.Iterations,
            time,
            report => ForestTrainer.Train(training, hyperparameters, report, cancellation));
}
