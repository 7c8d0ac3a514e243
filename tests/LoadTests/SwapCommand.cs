using System.CommandLine;
using System.Text.Json;

namespace Streaming.LoadTests;

/// <summary><c>swap</c>: the model changes again and again under a stream.</summary>
internal static class SwapCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // Memory is sampled ten times a second, in half of each part.
    private static readonly TimeSpan ShortestPart = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var swaps = new Option<int>("--swaps")
        {
            Description = "Promotions, in ten bursts with quiet parts between",
            DefaultValueFactory = _ => 200,
        };
        var count = new Option<int>("--count")
        {
            Description = "Observations to stream",
            DefaultValueFactory = _ => 200_000,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Observations published a second",
            DefaultValueFactory = _ => 1_000,
        };
        var file = new Option<FileInfo?>("--out")
        {
            Description = "Also append the result to this file as Markdown, and write it as JSON beside it",
        };
        var command = new Command(
            "swap", "Promotes models to a worker under a stream; exit code 1 when a target is missed")
        {
            swaps, count, rate, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new SwapOptions(parsed.GetValue(swaps), parsed.GetValue(count), parsed.GetValue(rate));
            if (options.Part < ShortestPart)
            {
                Console.Error.WriteLine($"swap: --count must be at least {2 * SwapOptions.Parts} times --rate");
                return 2;
            }

            var figures = await SwapRun.ExecuteAsync(options, cancellationToken);
            var report = new SwapReport(options, figures);
            Console.WriteLine(report.ToText());
            if (parsed.GetValue(file) is { } target)
            {
                await File.AppendAllTextAsync(target.FullName, report.ToMarkdown(), cancellationToken);
                await File.WriteAllTextAsync(
                    Path.ChangeExtension(target.FullName, ".json"),
                    JsonSerializer.Serialize(new { options, figures }, Json),
                    cancellationToken);
            }

            return report.Targets.All(row => row.IsMet) ? 0 : 1;
        });
        return command;
    }
}
