using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Training;

/// <summary>From labelled data to a measured model in the store.</summary>
/// <param name="store">Where the model goes.</param>
/// <param name="screen">Where the run says what it does.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingRun(ModelStore store, Screen screen, TimeProvider time)
{
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

        var start = time.GetTimestamp();
        var forest = await Progress.RunAsync(
            screen,
            FormattableString.Invariant($"Training {hyperparameters.Iterations} rounds"),
            hyperparameters.Iterations,
            time,
            report => ForestTrainer.Train(data.Part(DataPart.Training), hyperparameters, report, cancellation));
        var manifest = ModelPackage.Describe(
            forest, hyperparameters, data, time.GetElapsedTime(start), time.GetUtcNow());
        cancellation.ThrowIfCancellationRequested();
        using (var writer = await ModelStoreWriter.OpenAsync(store, Wait, time, cancellation))
        {
            writer.Add(manifest, forest.File);
        }

        // Every check that a worker makes, on the files as they now are.
        ModelLoader.Load(store, manifest.Version);
        screen.Line($"hold-out of {data.File}");
        MetricsTables.Write(screen, manifest.HoldOut!);
        screen.Line($"model {manifest.Version}, {forest.File.Length / 1024.0:N0} KiB, in {store.Path}");
        return manifest;
    }
}
