using System.Text.Json;
using Streaming.Simulation;

namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>An endless simulated night: spectra and photometry, and two in a hundred spoiled.</summary>
internal static class FaultNight
{
    public static NightOptions Options { get; } =
        new() { Seed = 42, PhotometricShare = 0.3, MissingBandsShare = 0.1, FaultyShare = 0.02 };

    /// <summary>Opens an entry for each and writes its letter, while they are read.</summary>
    public static IEnumerable<Letter> Write(Account account)
    {
        foreach (var simulated in new SimulatedNight(Options).Observe(int.MaxValue))
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(simulated.Observation, JsonSerializerOptions.Web);
            if (account.Open(body, simulated.IsFaulty ? null : simulated.Observation) is { } entry)
            {
                yield return new Letter(entry, body);
            }
        }
    }
}
