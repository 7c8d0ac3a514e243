using System.CommandLine;

namespace Streaming.LoadTests.Comparing;

/// <summary><c>compare</c>: the worker beside the floor and the ordinary way.</summary>
internal static class CompareCommand
{
    private static readonly string[] Everyone =
        [CompareRun.Worker, ContenderCommand.Floor, ContenderCommand.Endpoint, ContenderCommand.Ordinary];

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "Turns of each contender; medians are of these",
            DefaultValueFactory = _ => 5,
        };
        var count = new Option<int>("--count")
        {
            Description = "Observations of a stretch; a turn has a cold one and a warm one",
            DefaultValueFactory = _ => 60_000,
        };
        var contenders = new Option<string[]>("--contenders")
        {
            Description = "Who takes part",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Everyone,
        };
        contenders.AcceptOnlyFromAmong(Everyone);
        var gate = new Option<FileInfo?>("--gate")
        {
            Description = "Compare with the ratios to the floor that this file records, instead of the aims; exit code 1 when "
                + "one is 15 % above",
        };
        var file = new Option<FileInfo?>("--out") { Description = "Also append the result to this file, as Markdown" };
        var command = new Command(
            "compare",
            "Streams through the worker, a loop that scores nothing, and MassTransit's ordinary way in turn; exit code 1 "
            + "when a target is missed")
        {
            rounds, count, contenders, gate, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (turns, setting) = await CompareRun.ExecuteAsync(
                parsed.GetRequiredValue(contenders),
                parsed.GetValue(rounds),
                parsed.GetValue(count),
                cancellationToken);
            var recorded = parsed.GetValue(gate) is { } known ? RecordedRatios.Read(known) : null;
            var report = new CompareReport(turns, setting, parsed.GetValue(count), recorded);
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
