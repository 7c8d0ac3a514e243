using Streaming.Classification.Models;
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
        var backwards = snapshot.Score([.. TestModel.Observations.Reverse()]);

        Assert.Equal(Values(batch.Take(20)), Values(alone));
        Assert.Equal(Values(batch.Reverse()), Values(backwards));
    }

    [Fact]
    public void An_empty_batch_has_no_answers() => Assert.Empty(Load().Score([]));

    [Fact]
    public void The_class_is_the_most_probable_and_the_probabilities_sum_to_one()
    {
        foreach (var prediction in Load().Score(TestModel.Observations))
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
        ObjectClass.All.Order(), Load().Score(TestModel.Observations).Select(one => one.Class).Distinct().Order());

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

        Assert.All(answers.SelectMany(one => one), answer => Assert.Equal(Values(expected), Values(answer)));
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

    // Arrays are equal only to themselves.
    private static IEnumerable<(Prediction Answer, string Features)> Values(IEnumerable<Prediction> predictions) =>
        predictions.Select(one => (one with { Features = [] }, string.Join(' ', one.Features)));

    private ModelSnapshot Load()
    {
        _temporary.Store.Add(model.Manifest, model.File);
        return ModelLoader.Load(_temporary.Store, "test-1");
    }
}
