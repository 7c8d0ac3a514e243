using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Scoring;

public sealed class ModelSnapshotTests(TestModel model) : IClassFixture<TestModel>, IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Answers_come_in_the_order_of_the_batch_whatever_its_size()
    {
        var snapshot = Load();
        var batch = snapshot.Score(TestModel.Observations);
        var alone = TestModel.Observations.Take(20).Select(one => Assert.Single(snapshot.Score([one])));
        var backwards = snapshot.Score([.. Enumerable.Reverse(TestModel.Observations)]);

        Assert.Equal(batch.Take(20), alone);
        Assert.Equal(batch.Reverse(), backwards);
    }

    [Theory]
    [InlineData("u g r i z redshift", "u g r i z redshift")]
    [InlineData("u g r i z", "u g r i z")]
    [InlineData("g r i z redshift", "g r i")]
    [InlineData("u g r i", "g r i")]
    [InlineData("g r i", "g r i")]
    [InlineData("u g r redshift", null)]
    [InlineData("r i z", null)]
    public void An_observation_is_scored_by_the_fullest_ensemble_that_it_has_the_inputs_of(
        string measured, string? used)
    {
        var snapshot = Load();
        var observation = TestModel.Observations[0].Reduced(InputSet.Of(measured.Split(' ')));

        Assert.Equal(used, snapshot.EnsembleFor(observation)?.Inputs.ToString());
        Assert.Equal(used, Assert.Single(snapshot.Score([observation]))?.Ensemble.Inputs.ToString());
    }

    [Fact]
    public void A_redshift_goes_before_bands()
    {
        var withRedshift = model.Manifest.Ensembles[2] with
        {
            Inputs = ["g", "r", "i", "redshift"],
            Canary = [.. model.Manifest.Ensembles[2].Canary.Select(row => row with
            {
                Observation = row.Observation.With("redshift", 0.1),
            })],
        };
        var snapshot = Load(
            TestModel.Sealed(model.Manifest with { Ensembles = [model.Manifest.Ensembles[1], withRedshift] }),
            model.Files.Skip(1));

        Assert.Equal("g r i redshift", snapshot.EnsembleFor(TestModel.Observations[0])!.Inputs.ToString());
        Assert.Equal(["g r i redshift", "u g r i z"], snapshot.Ensembles.Select(one => one.Inputs.ToString()));
    }

    [Fact]
    public void A_set_may_require_a_measurement_that_others_are_scored_without()
    {
        var withMeasurement = model.Manifest.Ensembles[1] with
        {
            Inputs = ["u", "g", "r", "i", "z", "w1"],
            Canary = [.. model.Manifest.Ensembles[1].Canary.Select(row => row with
            {
                Observation = row.Observation.With("w1", 15.5),
            })],
        };
        var snapshot = Load(
            TestModel.Sealed(model.Manifest with { Ensembles = [withMeasurement, model.Manifest.Ensembles[2]] }),
            model.Files.Skip(1));
        var measured = TestModel.Observations[0].With("w1", 14.5);

        Assert.Equal("u g r i z w1", snapshot.EnsembleFor(measured)!.Inputs.ToString());
        Assert.Equal("g r i", snapshot.EnsembleFor(TestModel.Observations[0])!.Inputs.ToString());
        Assert.Equal("g r i", snapshot.EnsembleFor(measured.With("w1", double.NaN))!.Inputs.ToString());
    }

    [Fact]
    public void A_batch_of_mixed_inputs_is_answered_in_its_order()
    {
        var snapshot = Load();

        var batch = snapshot.Score(TestModel.Mixed);
        var probabilities = snapshot.Probabilities(TestModel.Mixed);

        Assert.Equal(TestModel.Mixed.Length, batch.Count);
        for (var row = 0; row < batch.Count; row++)
        {
            Assert.Same(snapshot.EnsembleFor(TestModel.Mixed[row]), batch[row]?.Ensemble);
            Assert.Equal(batch[row] is null, probabilities[row] is null);
            Assert.Equal(batch[row]?.Confidence ?? 0, probabilities[row]?.Max() ?? 0, 1e-6);
        }

        var alone = TestModel.Mixed.Take(64).Select(one => Assert.Single(snapshot.Score([one])));
        Assert.Equal(batch.Take(64), alone);
        Assert.Equal(3, batch.Select(one => one?.Ensemble).OfType<Ensemble>().Distinct().Count());
        Assert.Contains(null, batch);
    }

    [Fact]
    public void Candidates_are_taken_at_the_level_asked_for_and_grow_with_it()
    {
        var snapshot = Load();
        var byLevel = TestModel.Levels
            .Select(level => snapshot.Score(TestModel.Observations, level).Select(one => one!.Candidates!).ToList())
            .ToList();

        Assert.All(byLevel[1], one => Assert.Equal(0.95, one.Coverage));
        Assert.Equal(
            snapshot.Score(TestModel.Observations).Select(one => one!.Candidates!.Classes),
            byLevel[1].Select(one => one.Classes));
        for (var row = 0; row < TestModel.Observations.Length; row++)
        {
            Assert.Subset(byLevel[1][row].Classes.ToHashSet(), byLevel[0][row].Classes.ToHashSet());
            Assert.Subset(byLevel[2][row].Classes.ToHashSet(), byLevel[1][row].Classes.ToHashSet());
        }

        Assert.Contains(byLevel[2], one => one.Classes.Count > 1);
        Assert.All(snapshot.Score(TestModel.Observations, 0.8), one => Assert.Null(one!.Candidates));
        Assert.True(snapshot.Ensembles[0].Has(0.9));
        Assert.False(snapshot.Ensembles[0].Has(0.8));
    }

    [Fact]
    public void Novelty_is_a_share_and_small_for_what_no_object_looks_like()
    {
        var snapshot = Load();
        var usual = snapshot.Score(TestModel.Mixed).OfType<Prediction>().Select(one => one.Novelty!.Value).ToList();
        var junk = TestModel.Observations[0] with { U = 10, G = 30, R = 10, I = 30, Z = 10 };

        Assert.All(usual, novelty => Assert.InRange(novelty, 0.0005, 1));
        Assert.InRange(usual.Average(), 0.4, 0.6);
        Assert.InRange(Assert.Single(snapshot.Score([junk]))!.Novelty!.Value, 0, 0.02);
    }

    [Fact]
    public void An_empty_batch_has_no_answers() => Assert.Empty(Load().Score([]));

    [Fact]
    public void The_class_is_the_most_probable_and_the_probabilities_sum_to_one()
    {
        foreach (var prediction in Load().Score(TestModel.Observations).OfType<Prediction>())
        {
            var chances = new Dictionary<string, double>
            {
                [ObjectClass.Star] = prediction.Probabilities.Star,
                [ObjectClass.Galaxy] = prediction.Probabilities.Galaxy,
                [ObjectClass.Qso] = prediction.Probabilities.Qso,
            };
            Assert.Equal(1, chances.Values.Sum(), 1e-6);
            Assert.Equal(chances.Values.Max(), prediction.Confidence);
            Assert.Equal(prediction.Confidence, chances[prediction.Class]);
        }
    }

    [Fact]
    public void All_three_classes_are_recognised() => Assert.Equal(
        ObjectClass.All.Order(), Load().Score(TestModel.Observations).Select(one => one!.Class).Distinct().Order());

    [Fact]
    public async Task Many_threads_get_the_answers_of_one()
    {
        var snapshot = Load();
        var expected = snapshot.Score(TestModel.Observations);
        using var together = new Barrier(4);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                return Enumerable.Range(0, 10).Select(_ => snapshot.Score(TestModel.Observations)).ToList();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(answers.SelectMany(one => one), answer => Assert.Equal(expected, answer));
    }

    [Fact]
    public async Task The_active_model_is_exchanged_whole()
    {
        var active = new ActiveModel();
        var first = Load();
        var second = ModelLoader.Load(_temporary.Store, "test-1");

        Assert.Null(active.Current);
        Assert.False(active.Loaded.IsCompleted);
        Assert.Null(active.Replace(first));
        await active.Loaded;
        Assert.Same(first, active.Replace(second));
        Assert.Same(second, active.Current);
    }

    private ModelSnapshot Load() => Load(model.Manifest, model.Files);

    private ModelSnapshot Load(ModelManifest manifest, IEnumerable<byte[]> files)
    {
        _temporary.Store.Add(manifest, files);
        return ModelLoader.Load(_temporary.Store, "test-1");
    }
}
