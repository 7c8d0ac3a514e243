using System.CommandLine;
using Streaming.Trainer.Messaging;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer rollback</c></summary>
internal static class RollbackCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var version = new Argument<string?>("version")
        {
            Description = "One of the champions before [default: the latest that is still in the store]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new DocumentedCommand(
            "rollback",
            "Make a champion of before the champion again; twice goes back further",
            """
            trainer rollback --why "too few quasars last night"
            trainer rollback 20260115T200000Z-0123abcd
            """)
        {
            version,
        };
        var decider = new DeciderOptions(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        var broker = new BrokerOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var announcement = new ModelAnnouncement(broker.Read(parsed), screen, time);
            await new Promotion(store.Read(parsed), announcement, lease.Read(parsed), screen, time).RollBackAsync(
                parsed.GetValue(version), decider.Read(parsed), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
