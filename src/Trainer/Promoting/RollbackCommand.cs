using System.CommandLine;
using Streaming.Trainer.Messaging;
using Streaming.Trainer.Terminal;

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
        var command = new Command("rollback", "Make a champion of before the champion again; twice goes back further")
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
