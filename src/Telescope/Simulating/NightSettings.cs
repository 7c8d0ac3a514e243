using System.CommandLine;
using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary>The options that describe a simulated night, alike in every command.</summary>
internal sealed class NightSettings
{
    private readonly Option<int> _seed = new Option<int>("--seed")
    {
        Description = "Picks the night; the same seed gives the same night.",
        HelpName = "SEED",
        DefaultValueFactory = _ => 17,
    }.Within(int.MinValue, int.MaxValue);

    private readonly Option<double> _photometric = Share(
        "--photometric", "Share of observations without a redshift, from 0 to 1.");

    private readonly Option<double> _missingBands = Share(
        "--missing-bands", "Share of observations that lack a band, one in five of them two, from 0 to 1.");

    private readonly Option<double> _faulty = Share(
        "--faulty", "Share of observations that are spoiled, from 0 to 1.");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> Options => [_seed, _photometric, _missingBands, _faulty];

    /// <summary>The night that a command line asks for.</summary>
    public NightOptions Read(ParseResult parsed) => new()
    {
        Seed = parsed.GetValue(_seed),
        PhotometricShare = parsed.GetValue(_photometric),
        MissingBandsShare = parsed.GetValue(_missingBands),
        FaultyShare = parsed.GetValue(_faulty),
    };

    private static Option<double> Share(string name, string description) => new Option<double>(name)
    {
        Description = description,
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0,
    }.Within(0.0, 1.0);
}
