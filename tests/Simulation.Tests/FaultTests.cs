using Streaming.Contracts;
using Xunit;

namespace Streaming.Simulation.Tests;

public sealed class FaultTests
{
    private static readonly SimulatedObservation[] Spoiled =
        [.. new SimulatedNight(new NightOptions { FaultyShare = 0.1 }).Observe(10_000)];

    [Fact]
    public void The_asked_share_of_observations_is_faulty() =>
        Assert.Equal(0.1, Spoiled.Count(o => o.IsFaulty) / 10_000.0, tolerance: 0.01);

    [Fact]
    public void Every_observation_is_faulty_when_the_share_is_1() =>
        Assert.All(new SimulatedNight(new NightOptions { FaultyShare = 1 }).Observe(100), o => Assert.True(o.IsFaulty));

    [Fact]
    public void Faults_are_varied() =>
        Assert.Equal(
            [RejectionCode.Missing, RejectionCode.OutOfRange, RejectionCode.Sentinel],
            Spoiled.SelectMany(o => o.Faults).Select(fault => fault.Code).Distinct().Order());

    [Fact]
    public void Sound_observations_and_classes_are_those_of_the_unspoiled_night()
    {
        var sound = new SimulatedNight(new NightOptions()).Observe(10_000).ToArray();

        Assert.Equal(sound.Select(o => o.Class), Spoiled.Select(o => o.Class));
        Assert.All(Spoiled.Zip(sound).Where(pair => !pair.First.IsFaulty), pair => Assert.Equal(pair.Second, pair.First));
    }

    [Fact]
    public void A_fault_names_every_field_that_is_out_of_its_range_and_no_other() => Assert.All(Spoiled, simulated =>
        Assert.Equal(Check(simulated.Observation), simulated.Faults));

    [Fact]
    public void A_faulty_observation_keeps_its_id() =>
        Assert.All(Spoiled, o => Assert.StartsWith("sim-17-", o.Observation.ObservationId, StringComparison.Ordinal));

    private static IEnumerable<SimulatedFault> Check(ObservationReceived o)
    {
        if (o.ObservedAt is null) yield return new("observedAt", RejectionCode.Missing);
        (string Field, double? Value, double Lowest, double Highest)[] numbers =
        [
            ("alpha", o.Alpha, 0, Math.BitDecrement(360.0)), ("delta", o.Delta, -90, 90), ("u", o.U, -5, 40),
            ("g", o.G, -5, 40), ("r", o.R, -5, 40), ("i", o.I, -5, 40), ("z", o.Z, -5, 40),
            ("redshift", o.Redshift, -0.1, 12),
        ];
        foreach (var (field, value, lowest, highest) in numbers)
        {
            if (value is null) yield return new(field, RejectionCode.Missing);
            else if (value == -9999) yield return new(field, RejectionCode.Sentinel);
            else if (value < lowest || value > highest) yield return new(field, RejectionCode.OutOfRange);
        }
    }
}
