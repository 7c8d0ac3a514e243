using System.CommandLine;

namespace Streaming.LoadTests;

/// <summary><c>stream</c>: from a published observation to the received event.</summary>
internal static class StreamCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count")
        {
            Description = "Observations to stream",
            DefaultValueFactory = _ => 100_000,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Observations published a second; 0 is as fast as the broker confirms. Latency means "
                + "something only at a rate that the worker can follow: else it is the time spent waiting in the queue",
        };
        var prefill = new Option<bool>("--prefill")
        {
            Description = "Publish everything before the worker starts, so that the publisher takes no processor "
                + "time from it",
        };
        var file = new Option<FileInfo?>("--out") { Description = "Also append the result to this file, as Markdown" };
        var command = new Command(
            "stream", "Streams observations through a worker; exit code 1 when a target is missed or an event is lost")
        {
            count, rate, prefill, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new StreamOptions(
                parsed.GetValue(count), parsed.GetValue(rate), parsed.GetValue(prefill));
            var figures = await StreamRun.ExecuteAsync(options, cancellationToken);
            var report = new StreamReport(options, figures);
            Console.WriteLine(report.ToText());
            if (parsed.GetValue(file) is { } target)
            {
                await File.AppendAllTextAsync(target.FullName, report.ToMarkdown(), cancellationToken);
            }

            return report.Targets.All(row => row.IsMet) ? 0 : 1;
        });
        return command;
    }
}
