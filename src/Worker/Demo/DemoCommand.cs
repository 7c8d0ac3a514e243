using System.CommandLine;
using Streaming.Simulation;
using Streaming.Worker.CommandLine;

namespace Streaming.Worker.Demo;

/// <summary><c>demo</c>: a simulated night through the real path, in one process.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var count = BoundedOption.Create("--count", "Observations", 10_000, 1, 10_000_000);
        var seed = BoundedOption.Create(
            "--seed", "Picks the night; the same seed gives the same night", 17, 0, int.MaxValue);
        var faulty = BoundedOption.Create("--faulty", "Share of spoiled observations", 0.002, 0, 1);
        var command = new Command("demo", "Simulates a night, classifies it in memory, shows it live and sums it up")
        {
            count, seed, faulty,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var night = new NightOptions { Seed = parsed.GetValue(seed), FaultyShare = parsed.GetValue(faulty) };
            return DemoRun.RunAsync(night, parsed.GetValue(count), cancellationToken);
        });
        return command;
    }
}
