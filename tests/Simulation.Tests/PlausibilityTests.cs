using Streaming.Contracts;
using Streaming.Simulation.Objects;
using Xunit;

namespace Streaming.Simulation.Tests;

/// <summary>Fifty thousand simulated observations against the survey that they imitate.</summary>
public sealed class PlausibilityTests
{
    private const int Count = 50_000;

    private static readonly SimulatedObservation[] Night = [.. new SimulatedNight(new NightOptions()).Observe(Count)];

    public static TheoryData<string> Classes => [.. ObjectClass.All];

    [Fact]
    public void Every_value_is_within_the_range_of_the_contract() => Assert.All(Night, simulated =>
    {
        var o = simulated.Observation;
        Assert.False(simulated.IsFaulty);
        Assert.InRange(o.Alpha!.Value, 0, Math.BitDecrement(360.0));
        Assert.InRange(o.Delta!.Value, -90, 90);
        Assert.All([o.U, o.G, o.R, o.I, o.Z], band => Assert.InRange(band!.Value, -5, 40));
        Assert.InRange(o.Redshift!.Value, -0.1, 12);
    });

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_share_of_a_class_is_that_of_the_survey(string @class)
    {
        var share = Night.Count(o => o.Class == @class) / (double)Count;

        Assert.Equal(Distribution(@class).Share, share, tolerance: 0.01);
    }

    // A quarter of the distance between the survey's quartiles is far less than what tells the classes apart.
    [Theory]
    [MemberData(nameof(Classes))]
    public void Magnitudes_and_redshifts_have_the_quantiles_of_the_survey(string @class)
    {
        foreach (var (column, expected) in Distribution(@class).Observed)
        {
            var values = Night.Where(o => o.Class == @class).Select(o => Value(o.Observation, column)).Order().ToArray();
            var tolerance = (expected[3] - expected[1]) / 4;
            Assert.All(Population.Shared.Quantiles.Zip(expected), quantile =>
                Assert.Equal(quantile.Second, values[(int)(quantile.First * values.Length)], tolerance));
        }
    }

    [Fact]
    public void The_observations_of_a_visit_lie_within_one_disc_of_the_sky()
    {
        var visit = Night.Take(1_000).Select(o => o.Observation).ToArray();

        Assert.InRange(visit.Max(o => o.Delta!.Value) - visit.Min(o => o.Delta!.Value), 2.5, 3);
    }

    [Fact]
    public void Values_have_as_many_decimals_as_in_the_survey() => Assert.All(Night.Take(1_000), simulated =>
    {
        Assert.Equal(Math.Round(simulated.Observation.U!.Value, 5), simulated.Observation.U);
        Assert.Equal(Math.Round(simulated.Observation.Redshift!.Value, 7), simulated.Observation.Redshift);
        Assert.Equal(Math.Round(simulated.Observation.Alpha!.Value, 7), simulated.Observation.Alpha);
    });

    private static ClassDistribution Distribution(string @class) =>
        Population.Shared.Classes.Single(candidate => candidate.Class == @class);

    private static double Value(ObservationReceived observation, string column) => column switch
    {
        "u" => observation.U!.Value,
        "g" => observation.G!.Value,
        "r" => observation.R!.Value,
        "i" => observation.I!.Value,
        "z" => observation.Z!.Value,
        "redshift" => observation.Redshift!.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column of the survey."),
    };
}
