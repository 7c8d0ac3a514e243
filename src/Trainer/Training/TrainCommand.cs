using System.CommandLine;
using Streaming.Trainer.Data;
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
            StoreOption.EnsureWritable(target);
            var rows = CatalogueReader.Read(parsed.GetRequiredValue(data), cancellation);
            var manifest = await new TrainingRun(target, screen, time).RunAsync(
                rows, hyperparameters.Read(parsed), cancellation);
            if (parsed.GetValue(promote))
            {
                Promotion.Run(target, manifest.Version, time, screen);
            }
            else
            {
                screen.Line($"to use it: trainer promote {manifest.Version} --store {target.Path}");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
