using Streaming.Contracts;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Tests.Evaluating;

public sealed class ScoredRowsTests
{
    // Truth S S G G G Q, called S G G G Q Q.
    private static readonly ScoredRows Six = new(
        ObjectClass.All,
        [0, 0, 1, 1, 1, 2],
        [
            [0.9f, 0.1f, 0.0f], [0.4f, 0.6f, 0.0f], [0.1f, 0.8f, 0.1f],
            [0.2f, 0.5f, 0.3f], [0.0f, 0.3f, 0.7f], [0.1f, 0.0f, 0.9f],
        ]);

    [Fact]
    public void Shares_are_counted_by_hand()
    {
        var metrics = Six.Measure();

        Assert.Equal(6, metrics.Rows);
        Assert.Equal(4.0 / 6, metrics.Accuracy, 1e-12);
        Assert.Equal((1.0 / 2 + 2.0 / 3 + 1) / 3, metrics.BalancedAccuracy, 1e-12);
        Assert.Equal(1, metrics.Classes["STAR"].Precision);
        Assert.Equal(0.5, metrics.Classes["STAR"].Recall);
        Assert.Equal(2.0 / 3, metrics.Classes["STAR"].F1, 1e-12);
        Assert.Equal(2.0 / 3, metrics.Classes["GALAXY"].F1, 1e-12);
        Assert.Equal(0.5, metrics.Classes["QSO"].Precision);
        Assert.Equal((1.0, 1), (metrics.Classes["QSO"].Recall, metrics.Classes["QSO"].Rows));
        Assert.Equal(2.0 / 3, metrics.MacroF1, 1e-12);
        Assert.Equal(1, metrics.Confusion["STAR"]["GALAXY"]);
        Assert.Equal(1, metrics.Confusion["GALAXY"]["QSO"]);
        Assert.Equal(0, metrics.Confusion["QSO"]["STAR"]);
    }

    [Fact]
    public void Log_loss_is_the_mean_negative_logarithm_of_the_true_classs_probability() => Assert.Equal(
        -Math.Log(0.9 * 0.4 * 0.8 * 0.5 * 0.3 * 0.9) / 6, Six.Measure().LogLoss, 1e-6);

    [Fact]
    public void A_probability_of_zero_does_not_make_log_loss_infinite() => Assert.Equal(
        -Math.Log(1e-15), new ScoredRows(ObjectClass.All, [0], [[0f, 1f, 0f]]).Measure().LogLoss, 1e-9);

    [Fact]
    public void Calibration_error_is_the_mean_distance_of_confidence_from_being_right()
    {
        // Bins of 1/15: 0.9 and 0.9 fall to bin 13 (both right), 0.8 to 12 (right), 0.7 to 10 (wrong), 0.6 to 9 (wrong),
        // 0.5 to 7 (right).
        var expected = (2 * (1 - 0.9) + (1 - 0.8) + 0.7 + 0.6 + (1 - 0.5)) / 6;

        Assert.Equal(expected, Six.Measure().CalibrationError, 1e-6);
    }

    [Fact]
    public void A_class_that_is_nowhere_does_not_pull_the_means_down()
    {
        var metrics = new ScoredRows(ObjectClass.All, [0, 1], [[1f, 0f, 0f], [0f, 1f, 0f]]).Measure();

        Assert.Equal((1.0, 1.0), (metrics.MacroF1, metrics.BalancedAccuracy));
        Assert.Equal(0, metrics.Classes["QSO"].Recall);
    }

    [Fact]
    public void Intervals_hold_the_figure_shrink_with_the_rows_and_are_the_same_each_time()
    {
        var metrics = Repeat(100).Measure();
        var wide = Bootstrap.Intervals(Repeat(10), ObjectClass.All, TestContext.Current.CancellationToken);
        var narrow = Bootstrap.Intervals(Repeat(100), ObjectClass.All, TestContext.Current.CancellationToken);
        var again = Bootstrap.Intervals(Repeat(100), ObjectClass.All, TestContext.Current.CancellationToken);

        Assert.InRange(metrics.Accuracy, narrow["accuracy"].Low, narrow["accuracy"].High);
        Assert.InRange(metrics.MacroF1, narrow["macroF1"].Low, narrow["macroF1"].High);
        Assert.InRange(metrics.LogLoss, narrow["logLoss"].Low, narrow["logLoss"].High);
        Assert.True(Width(wide["accuracy"]) > 2 * Width(narrow["accuracy"]));
        Assert.Equal(narrow, again);
    }

    // The share 4/6 of 600 rows has a standard error of 0.0192, its interval reaches 1.96 of them to either side.
    [Fact]
    public void An_interval_is_as_wide_as_theory_says() => Assert.Equal(
        2 * 1.96 * 0.0192,
        Width(Bootstrap.Intervals(Repeat(100), ObjectClass.All, TestContext.Current.CancellationToken)["accuracy"]),
        0.01);

    private static double Width(Interval interval) => interval.High - interval.Low;

    private static ScoredRows Repeat(int times) => new(
        ObjectClass.All,
        [.. Enumerable.Repeat<int[]>([0, 0, 1, 1, 1, 2], times).SelectMany(one => one)],
        [.. Enumerable.Repeat<float[][]>(
            [
                [0.9f, 0.1f, 0.0f], [0.4f, 0.6f, 0.0f], [0.1f, 0.8f, 0.1f],
                [0.2f, 0.5f, 0.3f], [0.0f, 0.3f, 0.7f], [0.1f, 0.0f, 0.9f],
            ],
            times).SelectMany(one => one)]);
}
