using Streaming.Trainer.Explaining;

namespace Streaming.Trainer.Tests.Explaining;

public sealed class RankCurveTests
{
    [Fact]
    public void Areas_are_computed_by_hand()
    {
        // From the top: member, other, member, other. Pairs ranked right: 2 + 1 of 4.
        var curve = RankCurve.Of([0.9, 0.8, 0.7, 0.1], [true, false, true, false]);

        Assert.Equal(0.75, curve.Auc, 1e-12);
        Assert.Equal(0.5 * 1 + 0.5 * (2.0 / 3), curve.AveragePrecision, 1e-12);
        Assert.Equal([(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)], curve.Roc);
    }

    [Fact]
    public void Equal_scores_are_one_step_in_whatever_order_they_come()
    {
        var one = RankCurve.Of([0.5, 0.5, 0.5, 0.5], [true, true, false, false]);
        var other = RankCurve.Of([0.5, 0.5, 0.5, 0.5], [false, false, true, true]);

        Assert.Equal((0.5, 0.5), (one.Auc, one.AveragePrecision));
        Assert.Equal((0.5, 0.5), (other.Auc, other.AveragePrecision));
        Assert.Equal([(0, 0), (1, 1)], one.Roc);
    }

    [Fact]
    public void A_perfect_ranking_has_areas_of_one()
    {
        var curve = RankCurve.Of([0.9, 0.8, 0.2], [true, true, false]);

        Assert.Equal((1.0, 1.0), (curve.Auc, curve.AveragePrecision));
    }

    [Fact]
    public void Thinning_keeps_the_ends()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 1001).Select(i => (i / 1000.0, i / 1000.0))];

        var thin = RankCurve.Thinned(points, 0.1).ToList();

        Assert.Equal((points[0], points[^1]), (thin[0], thin[^1]));
        Assert.InRange(thin.Count, 10, 13);
    }
}
