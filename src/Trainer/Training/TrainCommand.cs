using System.CommandLine;
using Streaming.Trainer.Data;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Messaging;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Training;

/// <summary><c>trainer train</c></summary>
internal static class TrainCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var inputSets = InputSetOptions.Several();
        var promote = new Option<bool>("--promote")
        {
            Description = "Make the new model the champion if it is not worse than the present one; exit code 3 when "
                + "refused",
        };
        var command = new DocumentedCommand(
            "train",
            "Train a model, measure it on the frozen hold-out and put it into the store",
            """
            trainer train --data star_classification.csv --promote
            trainer train --data star_classification.csv --data skyserver.csv --labels --settings tuning.json
            trainer train --data star_classification.csv --input-sets u-g-r-i-z-redshift,u-g-r-i-z --store trial
            trainer train --data lsst.fits --profile lsst --map BAND=BAND_cModelFlux --deredden --store lsst
            """,
            "3    the model was not promoted")
        {
            inputSets, promote,
        };
        var data = DataOptions.Several(command);
        var hyperparameters = new HyperparameterOptions(command);
        var key = new SigningOption(command);
        var margins = new GateOptions(command);
        var decider = new DeciderOptions(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        var broker = new BrokerOption(command);
        var labels = LabelStoreOption.WhenAsked(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = store.Read(parsed);
            var wait = lease.Read(parsed);
            var announcement = new ModelAnnouncement(broker.Read(parsed), screen, time);
            var signer = key.Read(parsed, screen);
            StoreOption.EnsureWritable(target);
            var plan = hyperparameters.ReadPlan(parsed, inputSets);
            var rows = await data.Read(parsed).ReadAsync(screen, plan.Measurements, cancellation);
            if (labels.ReadIfGiven(parsed) is { } address)
            {
                var received = await LabelStore.OpenAsync(address, time, cancellation);
                rows = rows.With(await received.ReadAsync(cancellation));
            }

            var manifest = await new TrainingRun(target, screen, time) { Wait = wait, Key = signer }.RunAsync(
                rows, plan, cancellation);
            if (parsed.GetValue(promote))
            {
                var verdict = await new Promotion(target, announcement, wait, screen, time).ChallengeAsync(
                    manifest.Version, rows, margins.Read(parsed), decider.Read(parsed), cancellation);
                return verdict.IsPromoted ? ExitCode.Success : Verdict.RefusedExitCode;
            }

            screen.Line($"to use it: trainer promote {manifest.Version} --store {target.Path}");
            return ExitCode.Success;
        });
        return command;
    }
}
