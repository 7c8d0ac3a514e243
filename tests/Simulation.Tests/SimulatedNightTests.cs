using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Contracts;
using Xunit;

namespace Streaming.Simulation.Tests;

public sealed class SimulatedNightTests
{
    private static readonly JsonSerializerOptions OnTheWire =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void The_first_observation_of_night_17_never_changes()
    {
        var first = Night(new NightOptions()).First();

        Assert.Equal(
            """
            {"observationId":"sim-17-0000001","observedAt":"2026-01-15T20:00:00+00:00","alpha":357.7456375,
            "delta":15.859226,"u":21.26357,"g":19.90672,"r":19.28987,"i":19.02561,"z":18.94141,"redshift":-0.0006652,
            "visitId":"night-17-visit-0001","source":"simulator"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(first.Observation, OnTheWire));
        Assert.Equal(ObjectClass.Star, first.Class);
    }

    [Fact]
    public void The_first_ten_thousand_observations_of_night_17_never_change()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var simulated in new SimulatedNight(new NightOptions()).Observe(10_000))
        {
            digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(simulated.Observation, OnTheWire));
            digest.AppendData(Encoding.ASCII.GetBytes(simulated.Class));
        }

        Assert.Equal(
            "618350759ccef42e48d71db5f5da269906267d04cd77731af6189bd7b959a46e",
            Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    [Fact]
    public void Equal_options_give_equal_nights()
    {
        var options = new NightOptions { Seed = 5, FaultyShare = 0.1, PhotometricShare = 0.5, MissingBandsShare = 0.5 };

        Assert.Equal(Night(options), Night(options with { }));
    }

    [Fact]
    public void Another_seed_gives_another_night()
    {
        var one = Night(new NightOptions { Seed = 5 }).Select(o => o.Observation.Alpha);
        var other = Night(new NightOptions { Seed = 6 }).Select(o => o.Observation.Alpha);

        Assert.Empty(one.Intersect(other));
    }

    [Fact]
    public void A_longer_night_starts_with_the_shorter_one()
    {
        var night = new SimulatedNight(
            new NightOptions { VisitSize = 7, FaultyShare = 0.2, PhotometricShare = 0.8, MissingBandsShare = 0.3 });

        Assert.Equal(night.Observe(100), night.Observe(1_000).Take(100));
    }

    [Fact]
    public void Observations_are_numbered_timed_and_grouped_into_visits()
    {
        var night = Night(new NightOptions { VisitSize = 400, Cadence = TimeSpan.FromSeconds(2), Source = "here" });

        var last = night[^1].Observation;
        Assert.Equal("sim-17-0001000", last.ObservationId);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 20, 33, 18, TimeSpan.Zero), last.ObservedAt);
        Assert.Equal("night-17-visit-0003", last.VisitId);
        Assert.Equal("here", last.Source);
        Assert.Equal(400, night.Count(o => o.Observation.VisitId == "night-17-visit-0001"));
        Assert.Equal(night.Count, night.Select(o => o.Observation.ObservationId).Distinct().Count());
    }

    [Fact]
    public void A_night_of_no_observations_is_empty() => Assert.Empty(new SimulatedNight(new NightOptions()).Observe(0));

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        AssertRefused(new NightOptions { FaultyShare = 1.1 });
        AssertRefused(new NightOptions { FaultyShare = double.NaN });
        AssertRefused(new NightOptions { PhotometricShare = -0.1 });
        AssertRefused(new NightOptions { MissingBandsShare = double.PositiveInfinity });
        AssertRefused(new NightOptions { VisitSize = 0 });
        AssertRefused(new NightOptions { Cadence = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedNight(new NightOptions()).Observe(-1));
    }

    private static void AssertRefused(NightOptions options) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedNight(options));

    private static List<SimulatedObservation> Night(NightOptions options) =>
        [.. new SimulatedNight(options).Observe(1_000)];
}
