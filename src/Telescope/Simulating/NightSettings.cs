using System.CommandLine;
using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary>The options that describe a simulated night, alike in every command.</summary>
internal sealed class NightSettings
{
    private readonly Option<int> _seed = BoundedOption.Of(
        "--seed", "Picks the night; the same seed gives the same night", 17, int.MinValue, int.MaxValue);

    private readonly Option<double> _photometric = Share(
        "--photometric", "Share of observations without a redshift");

    private readonly Option<double> _missingBands = Share(
        "--missing-bands", "Share of observations that lack a band, one in five of them two");

    private readonly Option<double> _faulty = Share(
        "--faulty", "Share of observations that are spoiled");

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

    private static Option<double> Share(string name, string description) =>
        BoundedOption.Of(name, description, 0.0, 0, 1);
}
