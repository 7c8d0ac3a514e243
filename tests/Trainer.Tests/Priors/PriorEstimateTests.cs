using Streaming.Trainer.Priors;

namespace Streaming.Trainer.Tests.Priors;

public sealed class PriorEstimateTests
{
    // Two normal distributions and one beyond them, one apart from the next: the probabilities follow from Bayes' rule.
    private static readonly double[] Means = [-1.5, 0, 1.5];
    private static readonly double[] Trained = [0.25, 0.5, 0.25];

    [Theory]
    [InlineData(0.70, 0.25, 0.05)]
    [InlineData(0.05, 0.05, 0.90)]
    [InlineData(0.25, 0.50, 0.25)]
    public void Shares_are_found_whatever_they_are(double one, double two, double three)
    {
        double[] shares = [one, two, three];

        var estimate = PriorEstimate.Of(Draw(20_000, shares).Answers, TestContext.Current.CancellationToken);

        Assert.Equal(1, estimate.Shares.Sum(), 1e-9);
        Assert.All(shares.Zip(estimate.Shares), pair => Assert.Equal(pair.First, pair.Second, 0.02));
        Assert.All(
            estimate.Shares.Zip(estimate.Intervals), pair => Assert.InRange(pair.First, pair.Second.Low, pair.Second.High));
    }

    [Fact]
    public void Answers_under_the_true_shares_are_right_more_often()
    {
        double[] shares = [0.70, 0.25, 0.05];
        var (answers, truth) = Draw(20_000, shares);

        var before = Right(answers.Select(one => one.Probabilities));
        var after = Right(answers.Select(one => (IReadOnlyList<double>)one.Under(shares)));

        Assert.True(after > before + 0.03, FormattableString.Invariant($"{before:F4} before, {after:F4} after"));

        double Right(IEnumerable<IReadOnlyList<double>> rows) =>
            rows.Zip(truth).Average(pair => pair.First.Index().MaxBy(one => one.Item).Index == pair.Second ? 1.0 : 0);
    }

    [Fact]
    public void Under_the_trained_shares_nothing_changes()
    {
        var (answers, _) = Draw(10, Trained);

        Assert.All(answers, one => Assert.All(
            one.Probabilities.Zip(one.Under(Trained)), pair => Assert.Equal(pair.First, pair.Second, 1e-12)));
    }

    [Fact]
    public void The_same_answers_give_the_same_estimate()
    {
        var (answers, _) = Draw(500, Trained);

        var (one, other) = (
            PriorEstimate.Of(answers, TestContext.Current.CancellationToken),
            PriorEstimate.Of(answers, TestContext.Current.CancellationToken));

        Assert.Equal(one.Shares, other.Shares);
        Assert.Equal(one.Intervals, other.Intervals);
    }

    [Fact]
    public void An_interval_is_narrower_of_more_answers()
    {
        var few = PriorEstimate.Of(Draw(500, Trained).Answers, TestContext.Current.CancellationToken);
        var many = PriorEstimate.Of(Draw(20_000, Trained).Answers, TestContext.Current.CancellationToken);

        Assert.All(few.Intervals.Zip(many.Intervals), pair =>
            Assert.True(pair.Second.High - pair.Second.Low < (pair.First.High - pair.First.Low) / 2));
    }

    private static (IReadOnlyList<AnswerAsTrained> Answers, IReadOnlyList<int> Truth) Draw(int count, double[] shares)
    {
        var random = new Random(7);
        var (answers, truth) = (new List<AnswerAsTrained>(count), new List<int>(count));
        for (var i = 0; i < count; i++)
        {
            var drawn = random.NextDouble();
            var name = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
            var value = Means[name]
                + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double[] densities = [.. Means.Select((mean, k) => Trained[k] * Math.Exp(-(value - mean) * (value - mean) / 2))];
            answers.Add(new AnswerAsTrained([.. densities.Select(one => one / densities.Sum())], Trained));
            truth.Add(name);
        }

        return (answers, truth);
    }
}
