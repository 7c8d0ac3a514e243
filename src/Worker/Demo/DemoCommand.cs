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
        var photometric = BoundedOption.Create("--photometric", "Share of observations without a redshift", 0.8, 0, 1);
        var missingBands = BoundedOption.Create(
            "--missing-bands", "Share of observations that lack a band, one in five of them two", 0.1, 0, 1);
        var faulty = BoundedOption.Create("--faulty", "Share of spoiled observations", 0.002, 0, 1);
        var command = new Command("demo", "Simulates a night, classifies it in memory, shows it live and sums it up")
        {
            count, seed, photometric, missingBands, faulty,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var night = new NightOptions
            {
                Seed = parsed.GetValue(seed),
                PhotometricShare = parsed.GetValue(photometric),
                MissingBandsShare = parsed.GetValue(missingBands),
                FaultyShare = parsed.GetValue(faulty),
            };
            return DemoRun.RunAsync(night, parsed.GetValue(count), cancellationToken);
        });
        return command;
    }
}
