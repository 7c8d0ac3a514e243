using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;

namespace Streaming.Classification.Tests.Scoring;

public sealed class NoveltyScaleTests
{
    // One band, one normal distribution with a variance of 1: the density falls by half its square.
    private static readonly MixtureDescription Mixture = new(["r"], [new MixtureComponent(1, [20], [1])]);

    private static readonly double Peak = -Math.Log(2 * Math.PI) / 2;

    private static readonly NoveltyScale Scale = new(
        Mixture, new NoveltyTable([Peak - 8, Peak - 2, Peak - 0.5, Peak], [0.0625, 0.125, 0.625, 1]), ["r"]);

    [Theory]
    [InlineData(20, 1)]
    [InlineData(21, 0.625)]
    [InlineData(19, 0.625)]
    [InlineData(18, 0.125)]
    [InlineData(24, 0.0625)]
    public void At_a_point_of_the_table_the_share_is_the_points(double magnitude, double share) =>
        Assert.Equal(share, Scale.Of(At(magnitude)), 1e-6);

    [Fact]
    public void Between_two_points_it_lies_on_their_line()
    {
        // The density is half way from the point at 18 to that at 24.
        var magnitude = 20 + Math.Sqrt(2 * (8 + 2) / 2.0);

        Assert.Equal((0.0625 + 0.125) / 2, Scale.Of(At(magnitude)), 1e-6);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(40)]
    [InlineData(-5)]
    public void Beyond_the_least_usual_object_it_is_that_ones_share(double magnitude) =>
        Assert.Equal(0.0625, Scale.Of(At(magnitude)));

    [Fact]
    public void Above_the_most_usual_object_it_is_one()
    {
        var low = new NoveltyScale(Mixture, new NoveltyTable([Peak - 8, Peak - 2], [0.5, 1]), ["r"]);

        Assert.Equal(1, low.Of(At(20)));
    }

    [Fact]
    public void Bands_that_the_ensemble_does_not_use_play_no_part()
    {
        var other = At(19) with { U = 30, G = double.NaN, Redshift = 5 };

        Assert.Equal(Scale.Of(At(19)), Scale.Of(other));
    }

    [Fact]
    public void Of_what_looks_like_the_training_objects_a_share_is_below_that_share()
    {
        var mixture = TestMixture.Of(TestModel.Observations);
        foreach (var bands in (string[][])[["u", "g", "r", "i", "z"], ["g", "r", "i"], ["z"]])
        {
            var scale = new NoveltyScale(
                mixture, TestMixture.Table(mixture, bands, TestModel.Observations), bands);
            var shares = TestModel.Observations.Select(one => scale.Of(one)).ToList();

            Assert.Equal(0.1, shares.Count(share => share <= 0.1) / (double)shares.Count, 0.005);
            Assert.Equal(0.5, shares.Count(share => share <= 0.5) / (double)shares.Count, 0.005);
        }
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new double[] { -2, -1 }, new double[] { 1 })]
    [InlineData(new double[] { -1, -2 }, new double[] { 0.5, 1 })]
    [InlineData(new double[] { -2, -1 }, new double[] { 0, 1 })]
    [InlineData(new double[] { -2, -1 }, new double[] { 0.5, 1.5 })]
    [InlineData(new double[] { -2, -1 }, new double[] { double.NaN, 1 })]
    public void A_table_that_does_not_ascend_is_refused(double[] logDensities, double[] shares) =>
        Assert.Throws<ModelException>(() => new NoveltyScale(
            Mixture, new NoveltyTable(logDensities, shares), ["r"]));

    private static Observation At(double magnitude) => new(
        135.5, 32.25, double.NaN, double.NaN, magnitude, double.NaN, double.NaN, double.NaN);
}
