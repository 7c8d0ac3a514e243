using System.CommandLine;
using Streaming.Telescope.Errors;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary><c>telescope rejected list</c>: why observations were rejected, and whose they are.</summary>
internal static class RejectedListCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var each = new Option<bool>("--messages") { Description = "A line for each rejection instead of the counts" };
        var json = new Option<bool>("--json")
        {
            Description = "Write lines of JSON; with --messages the events themselves",
        };
        var command = new DocumentedCommand("list", """
            Count kept rejections by code, field and source, with the oldest and the newest time. With --messages a line
            each: time (UTC), observation, source, reasons. Every rejection is taken and handed back.
            """,
            """
            telescope rejected list
            telescope rejected list --only sentinel --messages --limit 20
            telescope rejected list --file watched.jsonl
            """) { each, json };
        var options = new RejectedOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (isEach, isJson) = (parsed.GetValue(each), parsed.GetValue(json));
            var file = options.File(parsed);
            var scan = new RejectedScan(options.Read(parsed), file, time.GetUtcNow());
            var counts = new RejectedCounts();
            await using var broker = file is null
                ? await KeptBroker.OpenAsync(options.Broker(parsed), "rejected list", time, cancellation)
                : null;
            await scan.RunAsync(screen, "Looking", broker, Take, cancellation);
            if (!isEach && isJson) counts.Write(screen.Writer);
            else if (!isEach) counts.Show(screen);
            if (!isJson) screen.Raw($"{scan.Chosen:N0} rejections; {scan.Seen:N0} looked at");
            return ExitCode.Success;

            Task Take(KeptQueue? queue, IReadOnlyList<Rejection> rejections)
            {
                foreach (var one in rejections)
                {
                    if (!isEach) counts.Add(one);
                    else if (isJson) screen.Raw(RejectedExport.Event(one));
                    else screen.Raw(Line(one));
                }

                return Task.CompletedTask;
            }
        });
        return command;
    }

    private static string Line(Rejection one) => string.Join(" | ",
        ErrorCounts.Time(one.Event.RejectedAt),
        SafeText.Line(one.Event.ObservationId ?? "-"),
        SafeText.Line(one.Event.Source ?? "-"),
        SafeText.Line(string.Join("; ", one.Event.Reasons.Select(reason => $"{reason.Code}: {reason.Message}"))));
}
