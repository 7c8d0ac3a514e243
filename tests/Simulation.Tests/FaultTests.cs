using Streaming.Contracts;
using Xunit;

namespace Streaming.Simulation.Tests;

public sealed class FaultTests
{
    private static readonly SimulatedObservation[] Spoiled =
        [.. new SimulatedNight(new NightOptions { FaultyShare = 0.1 }).Observe(10_000)];

    private static readonly SimulatedObservation[] SpoiledWithGaps =
        [.. new SimulatedNight(new NightOptions { FaultyShare = 1, PhotometricShare = 0.8, MissingBandsShare = 0.5 })
            .Observe(10_000)];

    [Fact]
    public void The_asked_share_of_observations_is_faulty() =>
        Assert.Equal(0.1, Spoiled.Count(o => o.IsFaulty) / 10_000.0, tolerance: 0.01);

    [Fact]
    public void Every_observation_is_faulty_when_the_share_is_1() =>
        Assert.All(new SimulatedNight(new NightOptions { FaultyShare = 1 }).Observe(100), o => Assert.True(o.IsFaulty));

    [Fact]
    public void Faults_are_varied() =>
        Assert.Equal(
            [RejectionCode.Missing, RejectionCode.OutOfRange, RejectionCode.Sentinel, RejectionCode.TooFewBands],
            Spoiled.SelectMany(o => o.Faults).Select(fault => fault.Code).Distinct().Order());

    [Fact]
    public void Sound_observations_and_classes_are_those_of_the_unspoiled_night()
    {
        var sound = new SimulatedNight(new NightOptions()).Observe(10_000).ToArray();

        Assert.Equal(sound.Select(o => o.Class), Spoiled.Select(o => o.Class));
        Assert.All(Spoiled.Zip(sound).Where(pair => !pair.First.IsFaulty), pair => Assert.Equal(pair.Second, pair.First));
    }

    [Fact]
    public void A_fault_names_every_field_that_is_at_fault_and_no_other() => Assert.All(Spoiled, simulated =>
        Assert.Equal(Check(simulated.Observation), simulated.Faults));

    [Fact]
    public void Faults_stay_what_they_are_in_an_observation_with_gaps()
    {
        Assert.All(SpoiledWithGaps, simulated => Assert.NotEmpty(simulated.Faults));
        Assert.All(SpoiledWithGaps, simulated => Assert.Equal(Check(simulated.Observation), simulated.Faults));
    }

    [Fact]
    public void A_faulty_observation_keeps_its_id_unless_the_id_is_what_is_missing() => Assert.All(Spoiled, o =>
    {
        if (o.Faults is [{ Field: "observationId" }]) Assert.Null(o.Observation.ObservationId);
        else Assert.StartsWith("sim-17-", o.Observation.ObservationId, StringComparison.Ordinal);
    });

    // What is rejected, in words of its own: numbers out of range, and what may not be missing.
    private static IEnumerable<SimulatedFault> Check(ObservationReceived o)
    {
        if (o.ObservationId is null) yield return new("observationId", RejectionCode.Missing);
        if (o.ObservedAt is null) yield return new("observedAt", RejectionCode.Missing);
        (string Field, double? Value, double Lowest, double Highest, bool Required)[] numbers =
        [
            ("alpha", o.Alpha, 0, Math.BitDecrement(360.0), true), ("delta", o.Delta, -90, 90, true),
            ("u", o.U, -5, 40, false), ("g", o.G, -5, 40, false), ("r", o.R, -5, 40, false),
            ("i", o.I, -5, 40, false), ("z", o.Z, -5, 40, false), ("redshift", o.Redshift, -0.1, 12, false),
        ];
        foreach (var (field, value, lowest, highest, required) in numbers)
        {
            if (value >= lowest && value <= highest) continue;
            if (value is { } number && !NotMeasured.IsMark(number)) yield return new(field, RejectionCode.OutOfRange);
            else if (required) yield return new(field, value is null ? RejectionCode.Missing : RejectionCode.Sentinel);
        }

        // A band out of range was measured, and is told as what it is.
        var bands = numbers[2..7].Count(band => band.Value is { } number && !NotMeasured.IsMark(number));
        if (bands < ObservationReceived.FewestBands) yield return new(null, RejectionCode.TooFewBands);
    }
}
