using System.CommandLine;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary><c>telescope errors drop</c>: takes messages off for good.</summary>
internal static class ErrorDropCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var yes = new Option<bool>("--yes") { Description = "Do it; without, only what would be done is said" };
        var to = new Option<string?>("--to")
        {
            Description = "Write each message to this file before it is dropped, a line of JSON each, with headers and the "
                + "body in base64; lines are added to a file that is there",
            HelpName = "FILE",
        };
        var command = new DocumentedCommand("drop", """
            Take messages off their queue for good. With --to they are on disk before that. Ctrl-C ends it after the round
            under way.
            """,
            """
            telescope errors drop --reason ScoringException
            telescope errors drop --reason ScoringException --to dropped.jsonl --yes
            telescope errors drop --queue observations_dead --until 30d --to dropped.jsonl --yes
            """) { yes, to };
        var options = new ErrorOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var isDone = parsed.GetValue(yes);
            var scan = new ErrorScan(options.Read(parsed), time.GetUtcNow());
            var counts = new ErrorCounts();
            var dropped = 0L;
            await using var broker = await KeptBroker.OpenAsync(
                options.Broker(parsed), "errors drop", time, cancellation);
            using var file = isDone && parsed.GetValue(to) is { } path ? new DroppedFile(path) : null;
            try
            {
                await scan.RunAsync(screen, isDone ? "Dropping" : "Looking", broker, DealWithAsync, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested && isDone)
            {
                screen.Raw($"dropped {dropped:N0} messages; stopped, run it again to go on with the others");
                return ExitCode.Interrupted;
            }

            counts.Show(screen);
            screen.Raw(isDone
                ? $"dropped {dropped:N0} messages; {scan.Seen - dropped:N0} others looked at are still there"
                : $"{scan.Chosen:N0} messages would be dropped; {scan.Seen:N0} looked at; nothing was dropped, --yes does it");
            scan.Warn(screen, broker);
            return ExitCode.Success;

            async Task DealWithAsync(KeptQueue queue, IReadOnlyList<SetAside> messages)
            {
                if (isDone)
                {
                    file?.Write(messages);
                    await queue.AcknowledgeAsync([.. messages.Select(one => one.Message.Tag)]);
                    dropped += messages.Count;
                }

                counts.Add(messages);
            }
        });
        return command;
    }
}
