using System.CommandLine;
using Streaming.Catalogues;

namespace Streaming.Telescope.Publishing;

/// <summary><c>telescope publish</c>: sends observations to the broker.</summary>
internal static class PublishCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
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
            telescope publish --file ps1.fits --profile panstarrs1 --measurements none
            telescope publish --file sweep.csv.gz --map ra=RAJ2000,dec=DEJ2000,BAND=flux_BAND:nanomaggy
            zcat night.jsonl.gz | telescope publish --file -
            telescope publish --file star_classification.csv --rate 2000 --broker amqp://user:password@host:5672/
            telescope publish --file night.csv --json | jq .confirmed
            """);
        var options = new PublishOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var broker = options.Broker(parsed);
            if (options.File(parsed) is not { } path)
                return await RunAsync(options, options.Night(parsed), broker, parsed, screen, time, cancellation);
            try
            {
                using var source = await FileSource.OpenAsync(
                    path, options.Request(parsed), time, screen, cancellation);
                return await RunAsync(options, source, broker, parsed, screen, time, cancellation);
            }
            catch (CatalogueException fault)
            {
                throw new FailureException($"--file {path}: {fault.Message}", fault);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        PublishOptions options, IObservationSource source, Uri broker, ParseResult parsed, Screen screen,
        TimeProvider time, CancellationToken cancellation)
    {
        var form = options.Form(parsed);
        using var spans = SpanExport.Start();
        await using var link = new Link(token => RabbitChannel.OpenAsync(broker, form.Route, token), time);
        await link.OpenAsync(cancellation);
        using var publisher = new Publisher(link, form, options.Pace(parsed, time), time);
        var start = time.GetTimestamp();
        var counts = publisher.Counts;
        foreach (var notice in source.Notices) screen.Complain(notice);

        await Progress.ShowAsync(
            screen.Aside,
            "Publishing",
            source.Count,
            () => (counts.Sent, $"{counts.Confirmed:N0} confirmed"),
            publisher.PublishAsync(source.Read(), cancellation));
        if (counts.Sent == 0 && !cancellation.IsCancellationRequested)
            throw new FailureException($"nothing to publish: {source.Remark}");
        if (source.Remark is { } remark) screen.Complain(remark);
        var elapsed = time.GetElapsedTime(start);
        screen.Raw(
            options.IsJson(parsed) ? PublishReport.Json(counts, elapsed) : PublishReport.Summary(counts, elapsed));
        PublishReport.ThrowIfIncomplete(counts);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
    }
}
