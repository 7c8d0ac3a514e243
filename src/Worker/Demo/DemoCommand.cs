using System.CommandLine;
using Streaming.Simulation;

namespace Streaming.Worker.Demo;

/// <summary><c>demo</c>: a simulated night through the real path, in one process.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Observations, 1 to 10,000,000", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "Picks the night; the same seed gives the same night", DefaultValueFactory = _ => 17 };
        var faulty = new Option<double>("--faulty") { Description = "Share of spoiled observations, 0 to 1", DefaultValueFactory = _ => 0.002 };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > 10_000_000)
            {
                result.AddError($"--count is {result.GetValueOrDefault<int>()}, allowed are 1 to 10000000");
            }
        });
        faulty.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError($"--faulty is {result.GetValueOrDefault<double>()}, allowed are 0 to 1");
            }
        });
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
