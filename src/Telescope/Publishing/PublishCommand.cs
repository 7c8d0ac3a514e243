using System.CommandLine;

namespace Streaming.Telescope.Publishing;

/// <summary><c>telescope publish</c>: sends observations to the broker.</summary>
internal static class PublishCommand
{
    public static DocumentedCommand Create()
    {
        var command = new DocumentedCommand("publish", """
            Publish observations, each alone or many in a message, and count those that the broker has confirmed. After
            a lost connection the unconfirmed ones are sent again, for up to a minute. Ends with 1 if any observation is
            not confirmed.
            """,
            """
            telescope publish --simulate 100000
            telescope publish --simulate 100000 --photometric 0.8 --missing-bands 0.1
            telescope publish --simulate 50000 --visit-size 5000 --cadence 30 --faulty 0.01
            telescope publish --file star_classification.csv --bulk 500 --gzip
            telescope publish --file star_classification.csv --rate 2000 --broker amqp://user:password@host:5672/
            telescope publish --file night.csv --json | jq .confirmed
            """);
        var options = new PublishOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options, parsed, TimeProvider.System, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        PublishOptions options, ParseResult parsed, TimeProvider time, CancellationToken cancellation)
    {
        var console = parsed.InvocationConfiguration;
        var broker = options.Broker(parsed);
        var source = options.Source(parsed, time);
        var form = options.Form(parsed);
        using var spans = SpanExport.Start();
        await using var link = new Link(token => RabbitChannel.OpenAsync(broker, form.Route, token), time);
        await link.OpenAsync(cancellation);
        using var publisher = new Publisher(link, form, options.Pace(parsed, time), time);
        var start = time.GetTimestamp();
        var counts = publisher.Counts;
        if (source.Notice is { } notice) console.Error.WriteLine($"telescope: {notice}");

        await ProgressBar.ShowAsync(
            "Publishing", source.Count, State, publisher.PublishAsync(source.Read(), cancellation));
        if (counts.Sent == 0 && !cancellation.IsCancellationRequested)
            throw new FailureException($"nothing to publish: {source.Remark}.");
        if (source.Remark is { } remark) console.Error.WriteLine($"telescope: {remark}");
        var elapsed = time.GetElapsedTime(start);
        console.Output.WriteLine(
            options.IsJson(parsed) ? PublishReport.Json(counts, elapsed) : PublishReport.Summary(counts, elapsed));
        PublishReport.ThrowIfIncomplete(counts);
        return 0;

        (long, string) State() => (counts.Sent, PublishReport.Progress(counts, time.GetElapsedTime(start)));
    }
}
