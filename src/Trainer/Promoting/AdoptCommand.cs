using System.CommandLine;
using Streaming.Classification.Models;
using Streaming.Trainer.Messaging;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer adopt</c></summary>
internal static class AdoptCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var from = new Option<string?>("--from")
        {
            Description = $"Model store to take it from [default: '{ModelStoreLocation.DefaultPath}', the models that "
                + "came with the trainer]",
            HelpName = "PATH",
        };
        var command = new DocumentedCommand(
            "adopt",
            "Give a store that has no champion the champion of another store; one that has a champion stays",
            """
            trainer adopt --store s3://telescope-models/production
            trainer adopt --store models --from /media/models --why "the first one here"
            """)
        {
            from,
        };
        var key = new SigningOption(command);
        var decider = new DeciderOptions(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        var broker = new BrokerOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = store.Read(parsed);
            var source = parsed.GetValue(from) ?? ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath);
            StoreOption.EnsureWritable(target);
            var announcement = new ModelAnnouncement(broker.Read(parsed), screen, time);
            var promotion = new Promotion(target, announcement, lease.Read(parsed), screen, time)
            {
                Key = key.Read(parsed, screen),
            };
            await promotion.AdoptAsync(new ModelStore(source), decider.Read(parsed), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
