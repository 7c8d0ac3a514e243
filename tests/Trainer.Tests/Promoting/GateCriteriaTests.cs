using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Tests.Promoting;

public sealed class GateCriteriaTests
{
    private static readonly GateMargins Margins = new()
    {
        MacroF1 = 0.01,
        QsoRecall = 0.02,
        CalibrationError = 0.005,
        LargestCalibrationError = 0.03,
        SmallestMacroF1 = 0.9,
        Slowdown = 3,
    };

    private static readonly ModelMetrics Champion = Metrics(0.96, 0.93, 0.01);

    [Theory]
    [InlineData(0.96, 0.93, 0.01, 1)]
    [InlineData(0.951, 0.911, 0.0149, 2.9)]
    [InlineData(1, 1, 0, 0.1)]
    public void A_challenger_within_the_margins_passes(double macroF1, double qsoRecall, double error, double slowdown)
    {
        Assert.Empty(Reasons(Metrics(macroF1, qsoRecall, error), slowdown));
    }

    [Theory]
    [InlineData("u g r: macro-F1 0.9480 is 0.0120 below the champion's 0.9600, allowed are 0.01", 0.948, 0.93, 0.01, 1)]
    [InlineData("u g r: QSO recall 0.9000 is 0.0300 below the champion's 0.9300, allowed are 0.02", 0.96, 0.9, 0.01, 1)]
    [InlineData(
        "u g r: calibration error 0.0160 is 0.0060 above the champion's 0.0100, allowed are 0.005",
        0.96,
        0.93,
        0.016,
        1)]
    [InlineData("a row takes 3.1 times the champion's processor time, allowed are 3", 0.96, 0.93, 0.01, 3.1)]
    public void Each_criterion_alone_refuses_with_its_reason(
        string reason, double macroF1, double qsoRecall, double error, double slowdown)
    {
        Assert.Equal([reason], Reasons(Metrics(macroF1, qsoRecall, error), slowdown));
    }

    [Fact]
    public void Every_reason_is_given_not_only_the_first()
    {
        Assert.Equal(6, Reasons(Metrics(0.2, 0.1, 0.5), 100).Count);
    }

    [Fact]
    public void A_figure_that_is_no_number_never_passes()
    {
        Assert.Equal(6, Reasons(Metrics(double.NaN, double.NaN, double.NaN), double.NaN).Count);
    }

    [Fact]
    public void The_first_model_need_only_meet_the_absolute_bounds()
    {
        Assert.Empty(First(Metrics(0.91, 0.5, 0.029)));
        Assert.Equal(
            [
                "u g r: macro-F1 is 0.8900, at least 0.9 is needed",
                "u g r: calibration error is 0.0310, at most 0.03 is allowed",
            ],
            First(Metrics(0.89, 0.5, 0.031)));
    }

    [Fact]
    public void A_hold_out_without_quasars_says_nothing_of_them()
    {
        var reason = Assert.Single(First(Metrics(0.95, 0, 0.01, quasars: 0)));

        Assert.Equal("u g r: the hold-out has no row of class QSO, nothing can be said of it", reason);
    }

    [Fact]
    public void One_set_that_is_worse_refuses_and_the_reason_names_it()
    {
        var comparison = new GateComparison(
            "night.csv",
            "",
            [
                Set("u g r i z redshift", Metrics(0.96, 0.93, 0.01), Champion),
                Set("u g r i z", Metrics(0.92, 0.93, 0.01), Champion),
                Set("g r i", Metrics(0.97, 0.93, 0.01), Champion),
            ],
            1);

        Assert.Equal(
            ["u g r i z: macro-F1 0.9200 is 0.0400 below the champion's 0.9600, allowed are 0.01"],
            GateCriteria.ReasonsAgainst(comparison, Margins));
    }

    [Fact]
    public void A_set_that_only_the_champion_answers_refuses_and_one_that_only_the_challenger_does_is_judged_alone()
    {
        var comparison = new GateComparison(
            "night.csv",
            "",
            [
                Set("u g r i z redshift", null, Champion),
                Set("u g r i z", Metrics(0.91, 0.5, 0.029), null),
                Set("g r i", Metrics(0.89, 0.5, 0.029), null),
            ],
            null);

        Assert.Equal(
            [
                "u g r i z redshift: the champion answers such observations, the challenger has no ensemble for them",
                "g r i: macro-F1 is 0.8900, at least 0.9 is needed",
            ],
            GateCriteria.ReasonsAgainst(comparison, Margins));
    }

    [Theory]
    [InlineData(0.941, 0.891, 0.014, null)]
    [InlineData(0.939, 0.891, 0.014, "macro-F1 0.9390 is 0.0210 below the champion's 0.9600, allowed are 0.02")]
    [InlineData(0.941, 0.889, 0.014, "QSO recall 0.8890 is 0.0410 below the champion's 0.9300, allowed are 0.04")]
    [InlineData(
        0.941, 0.891, 0.016, "calibration error 0.0160 is 0.0060 above the champion's 0.0100, allowed are 0.005")]
    public void A_set_with_four_times_the_errors_of_the_fullest_has_twice_its_margins(
        double macroF1, double qsoRecall, double error, string? reason)
    {
        var comparison = new GateComparison(
            "night.csv",
            "",
            [
                Set("u g r i z redshift", Champion, Champion),
                Set("u g r i z", Metrics(macroF1, qsoRecall, error), Champion with { Accuracy = 0.88 }),
            ],
            1);

        Assert.Equal(
            reason is null ? [] : [$"u g r i z: {reason}"], GateCriteria.ReasonsAgainst(comparison, Margins));
    }

    private static IReadOnlyList<string> Reasons(ModelMetrics challenger, double slowdown) =>
        GateCriteria.ReasonsAgainst(Comparison(challenger, Champion, slowdown), Margins);

    private static IReadOnlyList<string> First(ModelMetrics challenger) =>
        GateCriteria.ReasonsAgainst(Comparison(challenger, null, null), Margins);

    private static GateComparison Comparison(ModelMetrics challenger, ModelMetrics? champion, double? slowdown) =>
        new("night.csv", "", [Set("u g r", challenger, champion)], slowdown);

    private static SetComparison Set(string inputs, ModelMetrics? challenger, ModelMetrics? champion) =>
        new(inputs, challenger, champion, new Dictionary<string, FigureDifference>());

    private static ModelMetrics Metrics(double macroF1, double qsoRecall, double error, int quasars = 100) => new()
    {
        Rows = 1000,
        Accuracy = 0.97,
        BalancedAccuracy = 0.96,
        MacroF1 = macroF1,
        LogLoss = 0.1,
        CalibrationError = error,
        Classes = ObjectClass.All.ToDictionary(
            name => name,
            name => name == ObjectClass.Qso
                ? new ClassMetrics(0.9, qsoRecall, 0.9, quasars)
                : new ClassMetrics(0.9, 0.9, 0.9, 400)),
        Confusion = new Dictionary<string, IReadOnlyDictionary<string, int>>(),
    };
}
