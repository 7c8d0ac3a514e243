using System.CommandLine;

namespace Streaming.LoadTests;

/// <summary><c>telemetry</c>: what traces, metrics and logs cost the worker.</summary>
internal static class TelemetryCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "Turns of each worker that are counted",
            DefaultValueFactory = _ => 9,
        };
        var count = new Option<int>("--count")
        {
            Description = "Observations of a turn",
            DefaultValueFactory = _ => 40_000,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Observations published a second; 0 is as fast as the broker confirms, where an observation "
                + "costs least and telemetry weighs most",
        };
        var file = new Option<FileInfo?>("--out") { Description = "Also append the result to this file, as Markdown" };
        var command = new Command(
            "telemetry",
            "Streams through a worker without telemetry and one with it in turn; exit code 1 when a target is missed")
        {
            rounds, count, rate, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new TelemetryOptions(
                parsed.GetValue(rounds), parsed.GetValue(count), parsed.GetValue(rate));
            var figures = await TelemetryRun.ExecuteAsync(options, cancellationToken);
            var report = new TelemetryReport(options, figures);
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
