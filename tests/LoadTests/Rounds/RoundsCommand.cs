using System.CommandLine;

namespace Streaming.LoadTests.Rounds;

/// <summary>A command that measures the same in several rounds.</summary>
internal static class RoundsCommand
{
    // Long enough for any machine; a stream that stands still ends here.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    /// <param name="name">Its name.</param>
    /// <param name="description">What it measures.</param>
    /// <param name="execute">Measures so many rounds.</param>
    public static Command Create(
        string name, string description, Func<int, CancellationToken, Task<RoundsReport>> execute)
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often; medians are of these",
            DefaultValueFactory = _ => 5,
        };
        var file = new Option<FileInfo?>("--out") { Description = "Also append the result to this file, as Markdown" };
        var command = new Command(name, $"{description}; exit code 1 when a target is missed") { rounds, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            var report = await execute(parsed.GetValue(rounds), limit.Token);
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
