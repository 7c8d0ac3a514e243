using Streaming.Contracts;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Evaluating;

public sealed class RowGroupsTests
{
    private const int Few = 3_000;
    private const int Many = 250_000;

    [Fact]
    public void Few_rows_are_drawn_one_by_one()
    {
        var rows = Drawn(Few, seed: 1);
        var groups = RowGroups.Of(rows);

        Assert.Equal(Few, groups.Count);
        Assert.Equal(rows.Tally([5, 5, 7]).LogLoss, groups.Tally([5, 5, 7]).LogLoss);
        Assert.Empty(RowGroups.Words(RowGroups.MostRows));
    }

    [Fact]
    public void Groups_hold_all_rows_once()
    {
        var rows = Drawn(Many, seed: 1);
        var groups = RowGroups.Of(rows);
        var all = groups.Tally([.. Enumerable.Range(0, groups.Count)]);

        // 19,230 groups of 13, and ten rows that are left.
        Assert.Equal(19_230, groups.Count);
        Assert.InRange(rows.Tally().Accuracy - all.Accuracy, -10.0 / Many, 10.0 / Many);
        Assert.Equal(rows.Tally().LogLoss, all.LogLoss, 1e-4);
        Assert.Contains("groups of 13", RowGroups.Words(Many), StringComparison.Ordinal);
    }

    // Right with a probability of 0.8: the share's standard error is that of independent rows. A thousand resamples
    // know the width of an interval to a twentieth.
    [Fact]
    public void Intervals_by_groups_are_as_wide_as_theory_says_though_the_file_is_sorted()
    {
        var interval = Bootstrap.Intervals(
            Drawn(Many, seed: 2), ObjectClass.All, TestContext.Current.CancellationToken)[MetricNames.Accuracy];
        var expected = 2 * 1.96 * Math.Sqrt(0.8 * 0.2 / Many);

        Assert.Equal(1, (interval.High - interval.Low) / expected, 0.1);
    }

    [Fact]
    public void Two_models_that_say_the_same_do_not_differ_in_any_draw()
    {
        var differences = PairedBootstrap.Differences(
            Drawn(Many, seed: 3), Drawn(Many, seed: 3), TestContext.Current.CancellationToken);

        Assert.All(differences.Values, one => Assert.Equal((0, 0, 0), (one.Value, one.Low, one.High)));
    }

    // All wrong rows first, as in a file that is sorted by what is hard.
    private static ScoredRows Drawn(int rows, int seed)
    {
        var random = new Random(seed);
        bool[] isRight = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < 0.8).Order()];
        var table = new ProbabilityTable(rows, ObjectClass.All.Count);
        for (var i = 0; i < rows; i++)
        {
            (table.Row(i)[0], table.Row(i)[1]) = isRight[i] ? (0.8f, 0.2f) : (0.2f, 0.8f);
        }

        return new ScoredRows(ObjectClass.All, new int[rows], table);
    }
}
