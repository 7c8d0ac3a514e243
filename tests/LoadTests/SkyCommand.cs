using System.CommandLine;

namespace Streaming.LoadTests;

/// <summary><c>sky</c>: the worker's page in a browser, clicked on under a stream.</summary>
internal static class SkyCommand
{
    public static Command Create()
    {
        var rate = new Option<int>("--rate")
        {
            Description = "Observations published a second",
            DefaultValueFactory = _ => 5_000,
        };
        var clicks = new Option<int>("--clicks") { Description = "Clicks", DefaultValueFactory = _ => 48 };
        var file = new Option<FileInfo?>("--out") { Description = "Also append the result to this file, as Markdown" };
        var command = new Command(
            "sky", "Clicks on the sky page in Chromium under a stream; exit code 1 when a target is missed")
        {
            rate, clicks, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await SkyRun.ExecuteAsync(
                parsed.GetValue(rate), parsed.GetValue(clicks), cancellationToken);
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
