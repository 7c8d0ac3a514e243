using Streaming.Classification.Features;
using Streaming.Trainer.Training;
using Streaming.Trainer.Tuning;

namespace Streaming.Trainer.Tests.Tuning;

public sealed class SearchSpaceTests
{
    [Fact]
    public void Every_corner_is_a_set_of_hyperparameters_within_its_bounds()
    {
        foreach (var corner in new[] { 0.0, 0.5, 1.0 })
        {
            var one = SearchSpace.At([.. SearchSpace.Dimensions.Select(_ => corner)], seed: 1);

            Assert.InRange(one.Leaves * one.Iterations, 1, 9300);
            Assert.InRange(one.RowFraction, 0.4, 1);
            Assert.Equal(one.Features.Count, FeatureSchema.Of(one.Features).Count);
        }
    }

    [Fact]
    public void The_search_begins_at_the_defaults()
    {
        var defaults = new Hyperparameters();

        var first = SearchSpace.At(SearchSpace.Defaults(), defaults.Seed);

        Assert.Equal(defaults.Features.Order(), first.Features.Order());
        Assert.Equal(
            (defaults.Leaves, defaults.MaximumDepth, defaults.MinimumRowsPerLeaf),
            (first.Leaves, first.MaximumDepth, first.MinimumRowsPerLeaf));
        Assert.Equal(defaults.LearningRate, first.LearningRate, 1e-3);
        Assert.Equal(defaults.QsoWeight, first.QsoWeight, 1e-9);
        Assert.Equal(defaults.L2, first.L2, 0.01);
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(1, 63)]
    [InlineData(0.5, 27)]
    public void A_logarithmic_axis_has_its_middle_at_the_geometric_mean(double unit, int value)
    {
        var axis = new Dimension("leaves", 12, 63, IsLogarithmic: true, IsInteger: true);

        Assert.Equal(value, axis.Value(unit));
        Assert.Equal(unit, axis.UnitOf(value), 0.02);
    }
}
