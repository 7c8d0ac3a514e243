using Streaming.Worker.Drift;
using Xunit;

namespace Streaming.Worker.Tests.Drift;

public sealed class PopulationStabilityTests
{
    [Fact]
    public void The_index_of_equal_shares_is_zero() =>
        Assert.Equal(0, PopulationStability.Index([25, 50, 25], [0.25, 0.5, 0.25]), 12);

    // By hand: (0.4-0.5)·ln(0.8) + (0.6-0.5)·ln(1.2) = 0.0223143551 + 0.0182321557.
    [Fact]
    public void The_index_is_the_sum_over_the_bins() =>
        Assert.Equal(0.0405465108, PopulationStability.Index([400, 600], [0.5, 0.5]), 10);

    [Fact]
    public void The_index_does_not_change_with_the_number_of_rows() => Assert.Equal(
        PopulationStability.Index([4, 6], [0.5, 0.5]), PopulationStability.Index([4_000, 6_000], [0.5, 0.5]), 12);

    // An empty bin counts as a share of 0.0001: (0.0001-0.5)·ln(0.0002) + (1-0.5)·ln(2).
    [Fact]
    public void An_empty_bin_is_far_off_and_not_infinite() =>
        Assert.Equal(4.6043183, PopulationStability.Index([0, 10], [0.5, 0.5]), 6);

    [Fact]
    public void A_bin_that_was_empty_in_training_is_far_off_and_not_infinite() =>
        Assert.Equal(0.5 * Math.Log(2) + 0.4999 * Math.Log(5_000), PopulationStability.Index([5, 5], [1, 0]), 6);
}
