using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Tests.Evaluating;

public sealed class AnswersTests
{
    [Theory]
    [InlineData(-5, "r to 16")]
    [InlineData(16, "r to 16")]
    [InlineData(16.001, "r 16 to 17")]
    [InlineData(17, "r 16 to 17")]
    [InlineData(22, "r 21 to 22")]
    [InlineData(22.001, "r beyond 22")]
    [InlineData(40, "r beyond 22")]
    [InlineData(double.NaN, "no r")]
    public void A_row_counts_in_the_bin_of_its_r_magnitude(double r, string bin)
    {
        var group = Assert.Single(Of(Said("STAR", 0.9, r: r)).ByMagnitude());

        Assert.Equal((bin, 1), (group.Name, group.Metrics.Rows));
    }

    [Fact]
    public void Bins_are_in_the_order_of_brightness_and_each_has_its_own_figures()
    {
        var groups = Of(
            Said("STAR", 0.6, r: double.NaN),
            Said("STAR", 0.2, r: 20.5),
            Said("STAR", 0.9, r: 15),
            Said("QSO", 0.8, r: 20.1)).ByMagnitude();

        Assert.Equal(["r to 16", "r 20 to 21", "no r"], groups.Select(group => group.Name));
        Assert.Equal([1, 0.5, 1], groups.Select(group => group.Metrics.Accuracy));
        Assert.Equal([1, 2, 1], groups.Select(group => group.Metrics.Rows));
    }

    [Fact]
    public void Rows_are_grouped_by_the_inputs_that_answered_them_with_the_coverage_of_their_own_candidates()
    {
        var groups = Of(
            Said("STAR", 0.9, inputs: "u g r i z", candidates: ["STAR"]),
            Said("STAR", 0.2, inputs: "g r i", candidates: ["GALAXY", "QSO"]),
            Said("QSO", 0.9, inputs: "u g r i z", candidates: ["QSO"])).ByInputs();

        Assert.Equal(["u g r i z", "g r i"], groups.Select(group => group.Name));
        Assert.Equal([2, 1], groups.Select(group => group.Metrics.Rows));
        Assert.Equal([1, 0], groups.Select(group => group.Metrics.Accuracy));
        var (all, some) = (groups[0].Metrics.Coverage.Single(), groups[1].Metrics.Coverage.Single());
        Assert.Equal((1, 1, 0), (all.MeanSize, all.Single, all.None));
        Assert.Equal([("STAR", 1), ("QSO", 1)], all.Covered.Select(one => (one.Key, one.Value)));
        Assert.Equal((2, 0), (some.MeanSize, some.Covered["STAR"]));
    }

    [Fact]
    public void The_surest_rows_are_answered_first()
    {
        // Sorted by confidence: right, right, wrong, right.
        var shares = Of(Said("STAR", 0.5), Said("QSO", 0.98), Said("STAR", 0.9), Said("GALAXY", 0.2)).Answering(4);

        Assert.Equal([0.25, 0.5, 0.75, 1], shares.Select(one => one.Answered));
        Assert.Equal([1, 1, 2.0 / 3, 0.75], shares.Select(one => one.Right));
        Assert.Equal([0.98, 0.9, 0.8, 0.5], shares.Select(one => Math.Round(one.Confidence, 6)));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(15, 10)]
    [InlineData(1000, 10)]
    public void The_last_share_is_all_rows_with_the_accuracy_of_all(int rows, int steps)
    {
        var random = new Random(3);
        var answers = Of([.. Enumerable.Range(0, rows).Select(_ => Said("GALAXY", random.NextDouble()))]);

        var shares = answers.Answering(steps);

        Assert.Equal(Math.Min(rows, steps), shares.Count);
        Assert.Equal(1, shares[^1].Answered);
        Assert.Equal(answers.Measure().Accuracy, shares[^1].Right);
        Assert.Equal(shares.Select(one => one.Confidence).OrderDescending(), shares.Select(one => one.Confidence));
    }

    // What the true class is not given goes to one other: below a half the answer is wrong.
    private static (LabelledRow Row, string Inputs, float[] Probabilities, string[] Candidates) Said(
        string name, double probability, double r = 20, string inputs = "u g r i z", string[]? candidates = null)
    {
        var observation = default(Observation) with { R = r };
        float[] probabilities =
        [
            .. ObjectClass.All.Select((one, i) => one == name ? (float)probability
                : (float)(1 - probability) * (i == (name == "GALAXY" ? 0 : 1) ? 1 : 0)),
        ];
        return (new LabelledRow(1, observation, name, default), inputs, probabilities, candidates ?? []);
    }

    private static Answers Of(
        params (LabelledRow Row, string Inputs, float[] Probabilities, string[] Candidates)[] rows) => new(
            ObjectClass.All,
            [.. rows.Select(row => row.Row)],
            [.. rows.Select(row => row.Inputs)],
            [.. rows.Select(row => row.Probabilities)],
            new Dictionary<double, IReadOnlyList<CandidateClasses>>
            {
                [0.95] =
                    [.. rows.Select(row => new CandidateClasses { Coverage = 0.95, Classes = row.Candidates })],
            });
}
