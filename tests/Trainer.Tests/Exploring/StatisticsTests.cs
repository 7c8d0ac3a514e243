using Streaming.Trainer.Data;
using Streaming.Trainer.Exploring;

namespace Streaming.Trainer.Tests.Exploring;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData("u-g", "u − g")]
    [InlineData("u-2g+r", "u − 2g + r")]
    [InlineData("(u-g)-(i-z)", "(u − g) − (i − z)")]
    [InlineData("u-g-2.5lg(1+redshift)", "u − g − 2.5lg(1 + redshift)")]
    [InlineData("absolute-u", "absolute u")]
    [InlineData("lg|redshift|", "lg|redshift|")]
    public void Features_are_written_as_people_write_them(string feature, string written) =>
        Assert.Equal(written, Sample.Written(feature));

    [Fact]
    public void Statistics_are_computed_by_hand()
    {
        // Deviations from the mean 4: -3, -2, -1, 0, 6; squares 50, cubes 180.
        var summary = Summary.Of([4, 1, 10, 3, 2]);

        Assert.Equal((5, 4.0, 1.0, 10.0), (summary.Count, summary.Mean, summary.Minimum, summary.Maximum));
        Assert.Equal((2.0, 3.0, 4.0), (summary.FirstQuartile, summary.Median, summary.ThirdQuartile));
        Assert.Equal(Math.Sqrt(50.0 / 4), summary.Deviation, 1e-12);
        Assert.Equal(180.0 / 5 / Math.Pow(10, 1.5), summary.Skewness, 1e-12);
    }

    [Fact]
    public void A_quantile_between_two_values_is_interpolated() =>
        Assert.Equal(1.75, Summary.Quantile([1, 2, 3, 4], 0.25), 1e-12);

    [Fact]
    public void A_value_that_gives_the_class_away_holds_all_its_bits()
    {
        string[] classes = ["STAR", "STAR", "GALAXY", "GALAXY"];

        Assert.Equal(1, Separation.Entropy([2, 2]), 1e-12);
        Assert.Equal(1, Separation.MutualInformation([1, 2, 3, 4], classes), 1e-12);
        Assert.Equal(0, Separation.MutualInformation([1, 2, 1, 2], classes), 1e-12);
    }

    [Fact]
    public void A_pair_is_ranked_right_or_wrong_and_a_tie_counts_half()
    {
        // Pairs of (1, 3) with (2, 3): 1<2, 1<3, 3>2, 3=3, so 2.5 of 4 are ranked right.
        Assert.Equal(2.5 / 4, Separation.PairwiseAuc([1, 3], [2, 3]), 1e-12);
        Assert.Equal(1, Separation.PairwiseAuc([5, 6], [1, 2]), 1e-12);
    }

    [Fact]
    public void Equal_values_share_their_rank()
    {
        Assert.Equal([1, 3.5, 3.5, 2, 5], Ranks.Of([0, 7, 7, 3, 9]));
        Assert.Equal(-1, Ranks.Correlation(Ranks.Of([1, 2, 3]), Ranks.Of([9, 4, 1])), 1e-12);
        Assert.Equal(0, Ranks.Correlation([1, 1, 1], [1, 2, 3]));
    }

    [Fact]
    public void Two_heaps_have_two_peaks_and_one_has_one()
    {
        var random = new Random(3);
        double[] one = [.. Enumerable.Range(0, 4000).Select(_ => Normal(20))];
        double[] two = [.. Enumerable.Range(0, 4000).Select(i => Normal(i % 2 == 0 ? 17 : 22))];

        Assert.Equal(20, Assert.Single(Peaks.Of(one)), 0.4);
        Assert.Collection(Peaks.Of(two), peak => Assert.Equal(17, peak, 0.4), peak => Assert.Equal(22, peak, 0.4));

        double Normal(double middle) => middle + Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
    }

    [Fact]
    public void Far_values_are_outliers()
    {
        double[] values = [1, 2, 3, 4, 5, 100, -100];

        Assert.Equal(2, Outliers.Count(values));
        Assert.Equal(0, Outliers.Count([7, 7, 7, 100]));
    }

    [Fact]
    public void Rows_within_an_arcsecond_are_a_pair_even_across_the_zero_of_right_ascension()
    {
        var pairs = PositionPairs.Find(
            [Row(359.9999, 60), Row(0.0001, 60), Row(10, 60), Row(10, 60.001), Row(double.NaN, double.NaN)]);

        var (one, other) = Assert.Single(pairs);
        Assert.Equal([0.0001, 359.9999], new[] { one.Observation.Alpha, other.Observation.Alpha }.Order());
    }

    private static LabelledRow Row(double alpha, double delta) =>
        new(1, new(alpha, delta, 1, 1, 1, 1, 1, 0), "STAR", default);
}
