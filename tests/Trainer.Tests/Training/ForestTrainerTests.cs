using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

public sealed class ForestTrainerTests : IDisposable
{
    private static readonly Hyperparameters Small = new() { Iterations = 10, LearningRate = 0.2 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_data_and_seed_give_the_same_bytes_and_answers()
    {
        var data = Simulated(3000);

        var first = Train(data);
        var second = Train(data);

        Assert.Equal(first.File, second.File);
        Assert.Equal(first.Probabilities(data.Rows), second.Probabilities(data.Rows));
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        var data = Simulated(3000);

        Assert.NotEqual(Train(data).File, Train(data, Small with { Seed = 7 }).File);
    }

    [Fact]
    public void Neither_the_order_of_the_rows_nor_the_first_class_has_a_say()
    {
        var straight = Train(Simulated(3000));
        var quasarsFirst = Train(Simulated(3000, lines => lines.OrderBy(line => line.Contains("QSO") ? 0 : 1)));
        var galaxiesFirst = Train(Simulated(3000, lines => lines.OrderBy(line => line.Contains("GALAXY") ? 0 : 1)));

        Assert.Equal(straight.File, quasarsFirst.File);
        Assert.Equal(straight.File, galaxiesFirst.File);
    }

    [Fact]
    public void The_answers_are_in_the_order_of_the_classes()
    {
        var data = Simulated(3000);
        var forest = Train(data);

        Assert.Equal(ObjectClass.All, ForestTrainer.Classes);
        var scored = ScoredRows.Of(ForestTrainer.Classes, data.Rows, forest.Probabilities(data.Rows)).Measure();
        Assert.All(scored.Classes.Values, one => Assert.True(one.Recall > 0.8, $"recall {one.Recall}"));
    }

    [Fact]
    public void A_class_that_is_absent_is_named()
    {
        var data = Simulated(500, lines => lines.Where(line => !line.Contains("QSO")));

        Assert.Contains(
            "no training row is of class QSO", Assert.Throws<FailureException>(() => Train(data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Training_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        var data = Simulated(3000);

        // 10,000 rounds take minutes: were it not stopped in between, this would be noticed.
        Assert.ThrowsAny<OperationCanceledException>(() => ForestTrainer.Train(
            data.Rows, Small with { Iterations = 10_000 }, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void Rounds_are_reported_while_it_trains()
    {
        var rounds = new List<long>();

        ForestTrainer.Train(
            Simulated(3000).Rows, Small with { Iterations = 300 }, rounds.Add, TestContext.Current.CancellationToken);

        Assert.NotEmpty(rounds);
        Assert.Equal(rounds.Order(), rounds);
        Assert.All(rounds, round => Assert.InRange(round, 0, 300));
    }

    private static Forest Train(LabelledData data, Hyperparameters? hyperparameters = null) =>
        ForestTrainer.Train(data.Rows, hyperparameters ?? Small, _ => { }, TestContext.Current.CancellationToken);

    private LabelledData Simulated(int rows, Func<IEnumerable<string>, IEnumerable<string>>? order = null) =>
        CatalogueReader.Read(
            [_folder.Write("simulated.csv", SimulatedCatalogue.Text(rows, order: order))],
            TestContext.Current.CancellationToken);
}
