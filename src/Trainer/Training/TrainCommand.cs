using System.CommandLine;
using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Training;

/// <summary><c>trainer train</c></summary>
internal static class TrainCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var data = DataOption.Several();
        var promote = new Option<bool>("--promote") { Description = "Make the new model the champion at once" };
        var command = new Command(
            "train", "Train a model, measure it on the frozen hold-out and put it into the store")
        {
            data, promote,
        };
        var hyperparameters = new HyperparameterOptions(command);
        var store = new StoreOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = store.Read(parsed);
            var version = await RunAsync(
                parsed.GetRequiredValue(data), hyperparameters.Read(parsed), target, screen, time, cancellation);
            if (parsed.GetValue(promote))
            {
                Promotion.Run(target, version, time, screen);
            }
            else
            {
                screen.Line($"to use it: trainer promote {version} --store {target.Path}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<string> RunAsync(
        string[] files,
        Hyperparameters hyperparameters,
        ModelStore store,
        Screen screen,
        TimeProvider time,
        CancellationToken cancellation)
    {
        StoreOption.EnsureWritable(store);
        var data = CatalogueReader.Read(files, cancellation);
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
        store.Add(manifest, forest.File);

        // Every check that a worker makes, on the files as they now are.
        var loaded = ModelLoader.Load(store, manifest.Version);
        screen.Line($"hold-out of {data.File}");
        MetricsTables.Write(screen, loaded.Manifest.HoldOut);
        screen.Line($"model {manifest.Version}, {forest.File.Length / 1024.0:N0} KiB, in {store.Path}");
        return manifest.Version;
    }
}
