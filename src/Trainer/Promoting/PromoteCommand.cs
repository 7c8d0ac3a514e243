using System.CommandLine;
using Streaming.Trainer.Data;
using Streaming.Trainer.Messaging;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer promote</c></summary>
internal static class PromoteCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var version = new Argument<string>("version") { Description = "The model's version, as 'models' lists it" };
        var force = new Option<bool>("--force")
        {
            Description = "Promote it whatever its figures; needs --why. A model that a worker would refuse stays out",
        };
        var command = new DocumentedCommand(
            "promote",
            "Make a model the champion if it is not worse than the present one; exit code 3 when refused",
            """
            trainer promote 20260115T200000Z-0123abcd --data star_classification.csv
            trainer promote 20260115T200000Z-0123abcd --data sweep.fits --profile legacy --deredden
            trainer promote 20260115T200000Z-0123abcd --force --why "the champion fails on faint quasars"
            """,
            "3    the model was not promoted")
        {
            version, force,
        };
        var data = DataOptions.Optional(
            command,
            "Measures it and the champion on the frozen hold-out of these rows [default: what was measured when they "
            + "were trained, if on the same data]",
            areSeveral: true);
        var key = new SigningOption(command);
        var margins = new GateOptions(command);
        var decider = new DeciderOptions(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        var broker = new BrokerOption(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(force) && !decider.HasReason(result))
            {
                result.AddError("--force needs --why");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var announcement = new ModelAnnouncement(broker.Read(parsed), screen, time);
            var promotion = new Promotion(store.Read(parsed), announcement, lease.Read(parsed), screen, time)
            {
                Key = key.Read(parsed, screen),
            };
            var (model, by) = (parsed.GetRequiredValue(version), decider.Read(parsed));
            var verdict = parsed.GetValue(force)
                ? await promotion.PromoteAsync(model, by, cancellation)
                : data.ReadIfGiven(parsed) is { } source
                    ? await promotion.ChallengeAsync(
                        model, await source.ReadAsync(screen, [], cancellation), margins.Read(parsed), by, cancellation)
                    : await promotion.ChallengeByRecordAsync(model, margins.Read(parsed), by, cancellation);
            return verdict.IsPromoted ? ExitCode.Success : Verdict.RefusedExitCode;
        });
        return command;
    }
}
