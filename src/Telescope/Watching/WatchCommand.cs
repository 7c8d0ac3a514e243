using System.CommandLine;
using Spectre.Console;
using Streaming.Catalogues;
using Streaming.Catalogues.Writing;
using Streaming.Telescope.Broker;

namespace Streaming.Telescope.Watching;

/// <summary><c>telescope watch</c>: shows the workers' events while they come.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan LiveRefresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PlainRefresh = TimeSpan.FromSeconds(1);

    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var duration = new Option<TimeSpan?>("--for")
        {
            Description = "End after this time: 30s, 5m, 2h, or a number of seconds [default: until Ctrl-C]",
            HelpName = "DURATION",
            CustomParser = Duration.Parse,
        };
        var count = BoundedOption.Of("--count", "End after so many events", 1, long.MaxValue);
        var json = new Option<bool>("--json") { Description = "Write each event as one line of JSON" };
        var output = new Option<string?>("--out")
        {
            Description = "Write the classifications to a table as well, a row each, in the format of its name's end: "
                + $"{TableOutput.Ends}; - for CSV on standard output. The file is there once watching ends, by "
                + "--count, --for or Ctrl-C, and not before",
            HelpName = "FILE",
        };
        var command = new DocumentedCommand("watch", """
            Watch classifications and rejections: counts by class, by what they were made from (with a redshift or
            without, number of bands), by number of candidates, novel objects, rate, latency, models, reasons. The
            latency is the time from a worker's decision to its arrival here. An object that comes both alone and in a
            message of many counts once. Without a terminal: one line a second.
            """,
            """
            telescope watch
            telescope watch --for 5m > watch.log
            telescope watch --out night.parquet --for 8h
            telescope watch --json --count 100 | jq .class
            telescope watch --json | jq -c 'select(.novelty != null and .novelty < 0.01)'
            """) { duration, count, json, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(output) == TableOutput.StandardOutput)
                result.AddError("--json and --out - both take standard output");
        });
        var broker = new BrokerOption(command, BrokerConnection.DefaultAddress);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = broker.Read(parsed)!;
            var (isJson, path) = (parsed.GetValue(json), parsed.GetValue(output));
            var isData = isJson || path == TableOutput.StandardOutput;
            var statistics = new LiveStatistics(time);
            try
            {
                using var table = path is null ? null : new EventTable(TableOutput.Create(path));
                var limit = parsed.GetResult(count) is null ? long.MaxValue : parsed.GetValue(count);
                var reader = new EventReader(statistics, isJson ? screen.Writer : null, limit, table);
                using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await using (var subscription = await EventSubscription.OpenAsync(address, reader.Take, cancellation))
                {
                    if (parsed.GetValue(duration) is { } longest) end.CancelAfter(longest);
                    var enough = Task.WhenAny(reader.Enough, Task.Delay(Timeout.Infinite, end.Token));
                    if (isData) await enough;
                    else if (screen.IsLive) await ShowLiveAsync(screen, statistics, subscription, enough);
                    else await ShowLinesAsync(screen.Writer, statistics, subscription, enough);
                }

                if (reader.Enough.IsFaulted) await reader.Enough;
                table?.Complete();
            }
            catch (CatalogueException fault)
            {
                throw new FailureException($"--out {path}: {fault.Message}", fault);
            }

            // Where standard output is data, it is nothing else.
            (isData ? screen.Aside : screen).Raw(PlainText.Summary(statistics.Take()));
            return cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
        });
        return command;
    }

    private static async Task ShowLinesAsync(
        TextWriter output, LiveStatistics statistics, EventSubscription subscription, Task end)
    {
        while (await Task.WhenAny(end, Task.Delay(PlainRefresh)) != end)
            await output.WriteLineAsync(PlainText.Line(statistics.Take(), subscription.IsConnected));
    }

    private static Task ShowLiveAsync(
        Screen screen, LiveStatistics statistics, EventSubscription subscription, Task end)
    {
        return screen.Output.Live(Picture()).StartAsync(async live =>
        {
            while (await Task.WhenAny(end, Task.Delay(LiveRefresh)) != end) live.UpdateTarget(Picture());
            live.UpdateTarget(Picture());
        });

        Spectre.Console.Rendering.IRenderable Picture() => LivePanel.Of(statistics.Take(), subscription.IsConnected);
    }
}
