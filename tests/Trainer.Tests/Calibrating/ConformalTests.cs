using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Calibrating;

public sealed class ConformalTests
{
    private const double Exact = 1e-7;

    // Scores 0.01, 0.02, … of 19 stars: their own probability is 0.99, 0.98, …
    [Theory]
    [InlineData(0.9, 0.18)]
    [InlineData(0.95, 0.19)]
    public void The_quantile_is_the_score_of_the_rank_that_the_next_row_makes_of_one_more(double level, double quantile)
    {
        var found = Conformal.Of(Predictions(ObjectClass.Star, Enumerable.Range(1, 19).Select(i => i / 100.0)));

        Assert.Equal(quantile, found.Single(one => one.Level == level).Quantiles[ObjectClass.Star], Exact);
    }

    [Fact]
    public void Rows_too_few_for_a_level_and_none_at_all_make_the_class_a_candidate_of_everything()
    {
        // 20 · 0.99 is rank 20 of 19 rows.
        var levels = Conformal.Of(Predictions(ObjectClass.Star, Enumerable.Range(1, 19).Select(i => i / 100.0)));

        Assert.Equal([0.9, 0.95, 0.99], levels.Select(one => one.Level));
        Assert.Equal(1, levels[2].Quantiles[ObjectClass.Star]);
        Assert.All(levels, level => Assert.Equal(1, level.Quantiles[ObjectClass.Qso]));
        Assert.Contains(
            ObjectClass.Qso, new CandidateTable(levels[0], ObjectClass.All).Of([1, 0, 0]).Classes);
    }

    [Fact]
    public void Each_class_has_the_quantile_of_its_own_rows()
    {
        var stars = Predictions(ObjectClass.Star, Enumerable.Range(1, 99).Select(i => i / 1000.0));
        var galaxies = Predictions(ObjectClass.Galaxy, Enumerable.Range(1, 99).Select(i => i / 200.0));

        var levels = Conformal.Of(new OutOfFold(
            [.. galaxies.Rows, .. stars.Rows], [.. galaxies.Probabilities, .. stars.Probabilities]));

        Assert.Equal([0.09, 0.095, 0.099], levels.Select(one => one.Quantiles[ObjectClass.Star]), Near);
        Assert.Equal([0.45, 0.475, 0.495], levels.Select(one => one.Quantiles[ObjectClass.Galaxy]), Near);

        static bool Near(double one, double other) => Math.Abs(one - other) < Exact;
    }

    [Fact]
    public void A_row_that_lies_at_the_quantile_is_a_candidate()
    {
        var predictions = Predictions(ObjectClass.Galaxy, Enumerable.Range(1, 999).Select(i => i / 1000.0));

        foreach (var level in Conformal.Of(predictions))
        {
            var table = new CandidateTable(level, ObjectClass.All);
            var covered = predictions.Probabilities.Count(row => table.Of(row).Classes.Contains(ObjectClass.Galaxy));
            Assert.Equal((int)Math.Ceiling(1000 * level.Level), covered);
        }
    }

    // The promise needs no calibrated probabilities: what is stated here is far too sure of itself.
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.4)]
    public void Of_each_class_the_promised_share_of_fresh_rows_is_covered(double temperature)
    {
        var levels = Conformal.Of(Drawn(20_000, seed: 1, temperature));
        var fresh = Drawn(20_000, seed: 2, temperature);

        foreach (var level in levels)
        {
            var table = new CandidateTable(level, ObjectClass.All);
            var figures = CoverageMeasure.Of(
                level.Level, fresh.Rows, [.. fresh.Probabilities.Select(row => table.Of(row))]);

            // Both sides are drawn: four standard errors of the difference of two shares of the 3,000 rows that the
            // rarest class has.
            var error = Math.Sqrt(2 * level.Level * (1 - level.Level) / 3_000);
            Assert.All(figures.Covered.Values, share => Assert.Equal(level.Level, share, 4 * error));
            Assert.Equal(3, figures.Covered.Count);
        }
    }

    [Fact]
    public void Candidates_of_a_simulated_night_keep_their_promise_on_another()
    {
        var settings = new Hyperparameters { Iterations = 20, LearningRate = 0.2, MinimumRowsPerLeaf = 5 };
        var training = SimulatedCatalogue.Rows(6_000);
        var outOfFold = CrossValidation.Run(
            training,
            (rows, _) => ForestTrainer.Train(
                rows, settings, _ => { }, TestContext.Current.CancellationToken).Probabilities,
            _ => { },
            TestContext.Current.CancellationToken);
        var forest = ForestTrainer.Train(training, settings, _ => { }, TestContext.Current.CancellationToken);
        var level = Conformal.Of(outOfFold).Single(one => one.Level == 0.95);
        var table = new CandidateTable(level, ObjectClass.All);

        var fresh = SimulatedCatalogue.Rows(6_000, seed: 6);
        var figures = CoverageMeasure.Of(
            level.Level, fresh, [.. forest.Probabilities(fresh).Select(row => table.Of(row))]);

        // About 1,000 quasars on either side: four standard errors.
        Assert.All(figures.Covered.Values, share => Assert.Equal(0.95, share, 0.04));
    }

    private static OutOfFold Predictions(string name, IEnumerable<double> scores)
    {
        var place = ObjectClass.All.ToList().IndexOf(name);
        List<float[]> probabilities =
        [
            .. scores.Select(score =>
            {
                var row = new[] { (float)(score / 2), (float)(score / 2), (float)(score / 2) };
                row[place] = (float)(1 - score);
                return row;
            }),
        ];
        return new OutOfFold([.. probabilities.Select((_, i) => Row(name, i))], probabilities);
    }

    // Labels drawn by honest probabilities, which are then sharpened. A sixth of the rows is of the last class.
    private static OutOfFold Drawn(int count, int seed, double temperature)
    {
        var random = new Random(seed);
        var (rows, probabilities) = (new List<LabelledRow>(), new List<float[]>());
        for (var i = 0; i < count; i++)
        {
            double[] weights = [random.NextDouble(), 2 * Math.Pow(random.NextDouble(), 3), 0.25 * random.NextDouble()];
            float[] honest = [.. weights.Select(weight => (float)(weight / weights.Sum()))];
            var draw = random.NextDouble();
            var truth = draw < honest[0] ? 0 : draw < honest[0] + honest[1] ? 1 : 2;
            rows.Add(Row(ObjectClass.All[truth], i));
            probabilities.Add(TemperatureScale.Apply(honest, temperature));
        }

        return new OutOfFold(rows, probabilities);
    }

    private static LabelledRow Row(string name, int number) =>
        new(1, default, name, new ObjectKey(ulong.MaxValue, (ulong)number));
}
