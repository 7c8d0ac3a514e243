using System.CommandLine;
using Streaming.Simulation;

namespace Streaming.Worker.Demo;

/// <summary><c>demo</c>: a simulated night through the real path, in one process.</summary>
internal static class DemoCommand
{
    public static Command Create(Screen screen)
    {
        var count = BoundedOption.Of("--count", "Observations", 10_000, 1, 10_000_000);
        var seed = BoundedOption.Of(
            "--seed", "Picks the night; the same seed gives the same night", 17, 0, int.MaxValue);
        var photometric = BoundedOption.Of("--photometric", "Share of observations without a redshift", 0.8, 0, 1);
        var missingBands = BoundedOption.Of(
            "--missing-bands", "Share of observations that lack a band, one in five of them two", 0.1, 0, 1);
        var faulty = BoundedOption.Of("--faulty", "Share of spoiled observations", 0.002, 0, 1);
        var command = new DocumentedCommand(
            "demo",
            "Simulates a night, classifies it in memory, shows it live and sums it up",
            """
            worker demo
            worker demo --count 50000 --seed 5
            worker demo --photometric 0 --missing-bands 0 --faulty 0.01
            """)
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
            return DemoRun.RunAsync(night, parsed.GetValue(count), screen, cancellationToken);
        });
        return command;
    }
}
