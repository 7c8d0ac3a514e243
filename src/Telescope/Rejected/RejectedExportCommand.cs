using System.CommandLine;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary><c>telescope rejected export</c>: rejections, or the observations in them, into a file.</summary>
internal static class RejectedExportCommand
{
    private const string Events = "events";
    private const string Observations = "observations";

    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var to = new Option<string>("--to")
        {
            Description = "The file, lines of JSON; it is there once all is written",
            HelpName = "FILE",
            Required = true,
        };
        var form = BoundedOption.Of(
            "--as", "Whole events, or the observations that were received, mended by --set", Events, Observations);
        var set = SetOption.Create();
        var command = new DocumentedCommand("export", """
            Write kept rejections into a file: as events, which --file reads again, or as the observations, which telescope
            publish --file reads. Bodies that were cut or hold no observation are left out and counted. The rejections stay
            where they are.
            """,
            """
            telescope rejected export --to rejected.jsonl
            telescope rejected export --as observations --only sentinel --set u=null --to mended.jsonl
            """) { to, form, set };
        command.Validators.Add(result =>
        {
            if (result.GetResult(set) is not null && result.GetValue(form) != Observations)
                result.AddError($"--set goes with --as {Observations} only");
        });
        var options = new RejectedOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = options.File(parsed);
            var isEvents = parsed.GetValue(form) == Events;
            var mending = new Mending(parsed.GetValue(set) ?? []);
            var scan = new RejectedScan(options.Read(parsed), file, time.GetUtcNow());
            var written = 0L;
            await using var broker = file is null
                ? await KeptBroker.OpenAsync(options.Broker(parsed), "rejected export", time, cancellation)
                : null;
            using (var output = new RejectedExport(parsed.GetValue(to)!))
            {
                await scan.RunAsync(screen, "Writing", broker, Write, cancellation);
                output.Complete();

                Task Write(KeptQueue? queue, IReadOnlyList<Rejection> rejections)
                {
                    foreach (var one in rejections)
                    {
                        var line = isEvents ? RejectedExport.Event(one) : mending.Line(one.Event);
                        if (line is null) continue;
                        output.Write(line);
                        written++;
                    }

                    return Task.CompletedTask;
                }
            }

            var left = scan.Chosen - written;
            screen.Raw($"wrote {written:N0} {parsed.GetValue(form)}"
                + (left == 0 ? "" : $"; left out {left:N0} whose body was cut or holds no observation"));
            return ExitCode.Success;
        });
        return command;
    }
}
