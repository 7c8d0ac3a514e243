using System.CommandLine;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary><c>telescope rejected resend</c>: mends rejected observations and gives them to the workers again.</summary>
internal static class RejectedResendCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var yes = new Option<bool>("--yes") { Description = "Do it; without, only what would be done is said" };
        var set = SetOption.Create();
        var command = new DocumentedCommand("resend", """
            Send rejected observations again, mended by --set, each to the queue it came from and with a header that says so;
            their events carry it too. A rejection is taken off its queue once the broker has confirmed its observation.
            Whether a mended one is valid, the worker decides: what it rejects again is kept again. Ctrl-C ends it after
            those under way; run again it goes on with what is left, except with --file, where nothing is taken off.
            """,
            """
            telescope rejected resend --only sentinel --set u=null --set redshift=null
            telescope rejected resend --only sentinel --set u=null --set redshift=null --yes
            telescope rejected resend --only inputs_not_supported --since 3d --yes
            """) { yes, set };
        var options = new RejectedOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = options.File(parsed);
            var run = time.GetUtcNow();
            var isDone = parsed.GetValue(yes);
            var scan = new RejectedScan(options.Read(parsed), file, run);
            var mending = new Mending(parsed.GetValue(set) ?? []);
            var report = new ResendReport(mending);
            await using var broker = file is null || isDone
                ? await KeptBroker.OpenAsync(options.Broker(parsed), "rejected resend", time, cancellation)
                : null;
            var resender = isDone ? new Resender(await broker!.PublisherAsync(cancellation), time) : null;
            try
            {
                await scan.RunAsync(screen, isDone ? "Sending again" : "Looking", broker, DealWithAsync, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested && resender is not null)
            {
                screen.Raw($"sent {resender.Sent:N0} observations again; stopped, run it again to go on with the others");
                return ExitCode.Interrupted;
            }

            report.Show(screen, resender?.Sent);
            resender?.ThrowIfNotTaken();
            return ExitCode.Success;

            Task DealWithAsync(KeptQueue? queue, IReadOnlyList<Rejection> rejections)
            {
                var sendable = new List<Again>();
                foreach (var one in rejections)
                {
                    var mended = mending.Of(one.Event);
                    report.Add(one.Event, mended);
                    if (mended.Body is not null) sendable.Add(RejectedAgain.Of(one, mended, run));
                }

                return resender?.SendAsync(queue, sendable, cancellation) ?? Task.CompletedTask;
            }
        });
        return command;
    }
}
