using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Tests.Evaluating;

public sealed class CoverageMeasureTests
{
    [Fact]
    public void Shares_are_counted_by_hand()
    {
        var figures = Measure(
            ("STAR", ["STAR"]), ("STAR", ["STAR", "GALAXY"]), ("STAR", ["GALAXY"]), ("STAR", []),
            ("GALAXY", ["STAR", "GALAXY", "QSO"]));

        Assert.Equal(0.95, figures.Level);
        Assert.Equal([("STAR", 0.5), ("GALAXY", 1)], figures.Covered.Select(one => (one.Key, one.Value)));
        Assert.Equal(7.0 / 5, figures.MeanSize, 1e-12);
        Assert.Equal(2.0 / 5, figures.Single, 1e-12);
        Assert.Equal(1.0 / 5, figures.None, 1e-12);
    }

    [Fact]
    public void A_class_without_rows_has_no_share() => Assert.DoesNotContain("QSO", Measure(("STAR", [])).Covered.Keys);

    [Fact]
    public void Without_rows_nothing_is_covered_and_nothing_breaks()
    {
        var figures = Measure();

        Assert.Empty(figures.Covered);
        Assert.Equal((0.0, 0.0, 0.0), (figures.MeanSize, figures.Single, figures.None));
    }

    private static Classification.Models.CoverageFigures Measure(
        params (string Class, string[] Candidates)[] rows) => CoverageMeasure.Of(
            0.95,
            [.. rows.Select(row => new LabelledRow(1, default, row.Class, default))],
            [.. rows.Select(row => new CandidateClasses { Coverage = 0.95, Classes = row.Candidates })]);
}
