using Streaming.LoadTests.Scaling;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class ArrivalPatternTests
{
    [Fact]
    public void A_night_has_ten_million_observations_and_four_times_as_many_at_its_peak()
    {
        Assert.Equal(10_000_000, RubinNight.Scenarios[0].Arrivals.Total);
        Assert.Equal(40_000_000, RubinNight.Scenarios[1].Arrivals.Total);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public void Every_observation_comes_in_some_step(double step)
    {
        foreach (var scenario in RubinNight.Scenarios)
        {
            var steps = scenario.Arrivals.PerStep(step, (int)(RubinNight.Day / step));
            Assert.Equal(scenario.Arrivals.Total, steps.Sum(), tolerance: 0.01);
        }
    }

    [Fact]
    public void A_burst_is_spread_over_the_steps_that_it_takes()
    {
        var pattern = new ArrivalPattern([new Burst(1.5, 10)], PublishRate: 5);
        Assert.Equal([0, 2.5, 5, 2.5, 0], pattern.PerStep(step: 1, steps: 5));
        Assert.Equal([1.5, 1.7, 1.9], pattern.Due().Take(3).Select(due => Math.Round(due, 3)));
    }
}
