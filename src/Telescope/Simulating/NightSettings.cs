using System.CommandLine;

namespace Streaming.Telescope.Simulating;

/// <summary>The options that describe a simulated night, alike in every command.</summary>
internal static class NightSettings
{
    public static Option<int> Seed() => new Option<int>("--seed")
    {
        Description = "Picks the night; the same seed gives the same night.",
        HelpName = "SEED",
        DefaultValueFactory = _ => 17,
    }.Within(int.MinValue, int.MaxValue);

    public static Option<double> Faulty() => new Option<double>("--faulty")
    {
        Description = "Share of observations that are spoiled, from 0 to 1.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0,
    }.Within(0.0, 1.0);
}
