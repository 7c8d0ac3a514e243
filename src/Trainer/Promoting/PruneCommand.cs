using System.CommandLine;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer prune</c></summary>
internal static class PruneCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var keep = BoundedOption.Of(
            "--keep",
            $"How many of the newest models stay, beside the champion and the {Pruning.KeptPrevious} before it",
            fallback: 5,
            minimum: 0,
            maximum: 100_000);
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed" };
        var command = new DocumentedCommand(
            "prune",
            "Remove old models from the store",
            """
            trainer prune --dry-run
            trainer prune --keep 10 --store s3://telescope-models/production
            """) { keep, dryRun };
        var decider = new DeciderOptions(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = store.Read(parsed);
            if (parsed.GetValue(dryRun))
            {
                Say(screen, Pruning.Superfluous(target, parsed.GetValue(keep)), "would be removed");
                return ExitCode.Success;
            }

            using var writer = await ModelStoreWriter.OpenAsync(target, lease.Read(parsed), time, cancellation);
            var superfluous = Pruning.Superfluous(target, parsed.GetValue(keep));
            var by = decider.Read(parsed);
            foreach (var version in superfluous)
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Remove(version, new ChangeNote(time.GetUtcNow(), by.By, by.Why));
            }

            Say(screen, superfluous, "removed");
            return ExitCode.Success;
        });
        return command;
    }

    private static void Say(Screen screen, IReadOnlyList<string> versions, string what)
    {
        foreach (var version in versions)
        {
            screen.Line($"{version} {what}");
        }

        if (versions.Count == 0)
        {
            screen.Line("there is nothing to remove");
        }
    }
}
