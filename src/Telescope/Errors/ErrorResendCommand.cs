using System.CommandLine;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary><c>telescope errors resend</c>: gives observations back to the workers.</summary>
internal static class ErrorResendCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var yes = new Option<bool>("--yes") { Description = "Do it; without, only what would be done is said" };
        var command = new DocumentedCommand("resend", """
            Send what was set aside to the queue it came from, as it was, with a header that says so; their events carry it
            too. A message is taken off its queue once the broker has confirmed it. Ctrl-C ends it after those under way;
            run again it goes on with what is left. Killed, it may send up to a thousand messages twice, and loses none.
            """,
            """
            telescope errors resend
            telescope errors resend --reason delivery_limit --yes
            telescope errors resend --id 695f0f72-93be-5ac0-abe4-e99e08920aad --yes
            telescope errors resend --queue observations_dead --since 2h --limit 1000 --yes
            """) { yes };
        var options = new ErrorOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = time.GetUtcNow();
            var scan = new ErrorScan(options.Read(parsed), run);
            await using var broker = await KeptBroker.OpenAsync(
                options.Broker(parsed), "errors resend", time, cancellation);
            if (!parsed.GetValue(yes))
            {
                var counts = new ErrorCounts();
                await scan.RunAsync(screen, "Looking", broker, Count, cancellation);
                counts.Show(screen);
                screen.Raw(
                    $"{scan.Chosen:N0} messages would be sent again; {scan.Seen:N0} looked at; nothing was sent, --yes does it");
                scan.Warn(screen, broker);
                return ExitCode.Success;

                Task Count(KeptQueue queue, IReadOnlyList<SetAside> messages)
                {
                    counts.Add(messages);
                    return Task.CompletedTask;
                }
            }

            var resender = new Resender(await broker.PublisherAsync(cancellation), time);
            try
            {
                await scan.RunAsync(screen, "Sending again", broker, Send, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                screen.Raw($"sent {resender.Sent:N0} messages again; stopped, run it again to go on with the others");
                return ExitCode.Interrupted;
            }

            screen.Raw($"sent {resender.Sent:N0} messages again; {scan.Seen - resender.Sent:N0} others looked at are still there");
            scan.Warn(screen, broker);
            resender.ThrowIfNotTaken();
            return ExitCode.Success;

            Task Send(KeptQueue queue, IReadOnlyList<SetAside> messages) => resender.SendAsync(
                queue, messages.Select(one => Again.Of(one.Message, one.Route, run)), cancellation);
        });
        return command;
    }
}
