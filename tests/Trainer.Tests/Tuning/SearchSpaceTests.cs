using Streaming.Classification.Features;
using Streaming.Classification.Observations;
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
            var one = SearchSpace.At([.. SearchSpace.Dimensions.Select(_ => corner)], 1, InputSet.Spectroscopic);

            Assert.InRange(one.Leaves * one.Iterations, 1, 9300);
            Assert.InRange(one.RowFraction, 0.4, 1);
            Assert.Equal(one.Features.Count, FeatureSchema.Of(one.Features).Count);
        }
    }

    [Theory]
    [InlineData("u-g-r-i-z-redshift")]
    [InlineData("u-g-r-i-z")]
    [InlineData("g-r-i-redshift")]
    [InlineData("g-i-z")]
    [InlineData("u-g-r-i-z-psfMag_r-cModelMag_r")]
    public void The_search_begins_at_the_defaults_for_the_inputs(string set)
    {
        var inputs = InputSet.Of(set.Split('-'));
        var defaults = Hyperparameters.For(inputs);

        var first = SearchSpace.At(SearchSpace.Defaults(inputs), defaults.Seed, inputs);

        Assert.Equal(defaults.Features.Order(), first.Features.Order());
        Assert.Equal((defaults.Bins, defaults.GalaxyWeight), (first.Bins, first.GalaxyWeight));
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
