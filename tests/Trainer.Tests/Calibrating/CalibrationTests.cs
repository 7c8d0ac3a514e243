using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Calibrating;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(0.6)]
    [InlineData(1.0)]
    [InlineData(1.8)]
    public void A_known_temperature_is_found(double temperature)
    {
        var (honest, truth) = Honest(20_000);

        // What is sharpened by 1/T needs T to be honest again.
        var distorted = honest.Select(row => TemperatureScale.Apply(row, 1 / temperature)).ToList();

        Assert.Equal(temperature, Temperature.Fit(distorted, truth), 0.04 * temperature);
    }

    [Fact]
    public void The_loss_is_least_at_the_temperature_found()
    {
        var (honest, truth) = Honest(3000);
        var found = Temperature.Fit(honest, truth);

        Assert.True(Loss(found) <= Loss(found * 1.01));
        Assert.True(Loss(found) <= Loss(found / 1.01));

        double Loss(double temperature) => Temperature.Apply(honest, temperature).Zip(truth)
            .Sum(one => -Math.Log(one.First[one.Second]));
    }

    [Fact]
    public void Without_rows_nothing_is_changed() => Assert.Equal(1, Temperature.Fit([], []));

    [Fact]
    public void Overconfidence_is_taken_away_and_what_is_stated_then_comes_true()
    {
        var (honest, truth) = Honest(20_000);
        var rows = truth.Select((label, i) => Row(ObjectClass.All[label], (ulong)i)).ToList();
        var calibration =
            Of(new OutOfFold(rows, [.. honest.Select(row => TemperatureScale.Apply(row, 0.5))]));

        Assert.Equal(2, calibration.Temperature, 0.08);
        Assert.True(calibration.BeforeMetrics.CalibrationError > 0.05);
        Assert.True(calibration.AfterMetrics.CalibrationError < 0.015);
        Assert.True(calibration.AfterMetrics.LogLoss < calibration.BeforeMetrics.LogLoss);
        Assert.Equal(calibration.BeforeMetrics.MacroF1, calibration.AfterMetrics.MacroF1);
        Assert.All(
            ReliabilityBin.Of(calibration.After).Where(bin => bin.Rows > 500),
            bin => Assert.Equal(bin.Confidence, bin.Accuracy, 0.06));
    }

    [Fact]
    public void A_temperature_that_does_not_help_is_not_used()
    {
        // One fold is always wrong, the others are always right: each is scaled by what holds for the others.
        var rows = Enumerable.Range(0, 1000)
            .Select(i => Row(i % 5 == 0 ? ObjectClass.Galaxy : ObjectClass.Star, (ulong)i)).ToList();
        float[] alwaysTheSame = [0.8f, 0.1f, 0.1f];
        var calibration = Of(new OutOfFold(rows, [.. rows.Select(_ => alwaysTheSame)]));

        Assert.True(calibration.ScaledMetrics.LogLoss > calibration.BeforeMetrics.LogLoss);
        Assert.Equal(1, calibration.Temperature);
        Assert.Same(calibration.Before, calibration.After);
        Assert.Same(calibration.BeforeMetrics, calibration.AfterMetrics);
    }

    [Fact]
    public void A_fold_is_not_scaled_by_a_temperature_that_it_had_a_say_in()
    {
        var (honest, truth) = Honest(2000);
        var rows = truth.Select((label, i) => Row(ObjectClass.All[label], (ulong)i)).ToList();
        var otherLabels = rows.Select(row => row.Key.Fold == 0 ? row with { Class = ObjectClass.Star } : row).ToList();

        var one = Of(new OutOfFold(rows, honest));
        var other = Of(new OutOfFold(otherLabels, honest));

        Assert.NotEqual(one.Fitted, other.Fitted);
        foreach (var i in Enumerable.Range(0, rows.Count).Where(i => rows[i].Key.Fold == 0))
        {
            Assert.Equal(one.Scaled.Probabilities[i], other.Scaled.Probabilities[i]);
        }
    }

    private static Calibration Of(OutOfFold before) => Calibration.Of(before, TestContext.Current.CancellationToken);

    // Labels drawn by the very probabilities that are stated.
    private static (List<float[]> Probabilities, int[] Truth) Honest(int rows)
    {
        var random = new Random(11);
        var probabilities = new List<float[]>();
        var truth = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            double[] weights = [random.NextDouble() + 0.01, random.NextDouble() + 0.01, 3 * random.NextDouble() + 0.01];
            random.Shuffle(weights);
            var p = Array.ConvertAll(weights, weight => (float)(weight / weights.Sum()));
            var draw = random.NextDouble();
            truth[i] = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2;
            probabilities.Add(p);
        }

        return (probabilities, truth);
    }

    private static LabelledRow Row(string name, ulong number) =>
        new(1, default, name, new ObjectKey(ulong.MaxValue, number));
}
