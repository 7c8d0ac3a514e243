using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;
using Streaming.Trainer.Novelty;

namespace Streaming.Trainer.Tests.Novelty;

public sealed class MixtureFitTests
{
    // Two kinds of objects, well apart: a third is faint and red, the others are bright and blue.
    private static readonly double[] Blue = [18, 17.5, 17.25];
    private static readonly double[] Red = [23, 21, 19.5];
    private static readonly InputSet Bands = InputSet.Of(["g", "r", "i"]);

    private static readonly GaussianMixture Truth = new(
        [2.0 / 3, 1.0 / 3], [Blue, Red], [Diagonal(0.2), Diagonal(0.3)]);

    [Fact]
    public void Two_kinds_that_are_well_apart_are_found_with_their_shares_means_and_widths()
    {
        // With fewer than 150 rows it has two components.
        var mixture = Fit(Drawn(149, seed: 1))!;

        Assert.Equal(["g", "r", "i"], mixture.Bands);
        Assert.Equal(2, mixture.Components.Count);
        Assert.Equal(1, mixture.Components.Sum(one => one.Weight), 1e-9);
        var blue = mixture.Components.MinBy(one => one.Mean[0])!;
        var red = mixture.Components.MaxBy(one => one.Mean[0])!;

        // Four standard errors of 50 rows.
        Assert.Equal(1.0 / 3, red.Weight, 4 * Math.Sqrt(2.0 / 9 / 149));
        Assert.All(red.Mean.Zip(Red), pair => Assert.Equal(pair.Second, pair.First, 4 * 0.3 / Math.Sqrt(40)));
        Assert.All(blue.Mean.Zip(Blue), pair => Assert.Equal(pair.Second, pair.First, 4 * 0.2 / Math.Sqrt(90)));
        double[] variances = [red.Covariance[0], red.Covariance[2], red.Covariance[5]];
        Assert.All(variances, variance => Assert.Equal(0.09, variance, 4 * 0.09 * Math.Sqrt(2.0 / 40)));
        double[] between = [red.Covariance[1], red.Covariance[3], red.Covariance[4]];
        Assert.All(between, covariance => Assert.Equal(0, covariance, 4 * 0.09 / Math.Sqrt(40)));
    }

    [Fact]
    public void With_many_components_the_density_is_still_the_one_that_the_rows_are_of()
    {
        var density = GaussianMixture.Of(Fit(Drawn(20_000, seed: 2))!, Bands.Bands);

        Assert.Equal(24, density.Components);
        var fresh = Drawn(5_000, seed: 3)
            .Select(row => Bands.Bands.Select(row.Observation.Value).ToArray())
            .ToList();
        var loss = fresh.Average(point => Truth.LogDensity(point) - density.LogDensity(point));

        // Kullback-Leibler divergence: 24 · 10 parameters of 20,000 rows cost half a nat for each, 0.006 in all.
        Assert.InRange(loss, -0.02, 0.02);
    }

    [Fact]
    public void The_order_of_the_rows_has_no_say()
    {
        var rows = Drawn(2_000, seed: 4);
        var shuffled = rows.ToArray();
        new Random(9).Shuffle(shuffled);

        Assert.Equivalent(Fit(rows), Fit(shuffled), strict: true);
    }

    [Fact]
    public void Rows_that_lack_a_band_have_no_say()
    {
        var rows = Drawn(500, seed: 5);
        var lacking = Drawn(500, seed: 6).Select(row => With(row.Observation with { G = double.NaN }));

        Assert.Equivalent(Fit(rows), Fit([.. rows, .. lacking]), strict: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    public void Of_too_few_rows_there_is_none(int count) => Assert.Null(Fit(Drawn(count, seed: 7)));

    [Fact]
    public void Rows_that_are_all_alike_have_a_density_too()
    {
        var mixture = Fit([.. Enumerable.Repeat(With(Observed([20, 19, 18])), 400)])!;

        Assert.True(double.IsFinite(GaussianMixture.Of(mixture, Bands.Bands).LogDensity([20, 19, 18])));
    }

    [Fact]
    public void Every_step_is_told_and_a_stop_is_heard()
    {
        var steps = new List<long>();
        MixtureFit.Of(Drawn(200, seed: 8), Bands, 1, steps.Add, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, MixtureFit.Steps).Select(step => (long)step), steps);

        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(
            () => MixtureFit.Of(Drawn(200, seed: 8), Bands, 1, _ => stop.Cancel(), stop.Token));
    }

    private static MixtureDescription? Fit(IReadOnlyList<LabelledRow> rows) =>
        MixtureFit.Of(rows, Bands, 24, _ => { }, TestContext.Current.CancellationToken);

    private static List<LabelledRow> Drawn(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var (mean, width) = random.NextDouble() < 1.0 / 3 ? (Red, 0.3) : (Blue, 0.2);
                return With(Observed([.. mean.Select(magnitude => magnitude + width * Normal(random))]));
            }),
        ];
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[,] Diagonal(double width) => new[,]
    {
        { width * width, 0, 0 },
        { 0, width * width, 0 },
        { 0, 0, width * width },
    };

    private static Observation Observed(double[] magnitudes) => new(
        0, 0, double.NaN, magnitudes[0], magnitudes[1], magnitudes[2], double.NaN, double.NaN);

    private static LabelledRow With(Observation observation) =>
        new(1, observation, "STAR", ObjectKey.Of(observation));
}
