using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

public sealed class EarlyStoppingTests : IDisposable
{
    private const int Patience = 10;

    // Learns fast and by heart: its loss on other rows soon rises.
    private static readonly Hyperparameters Eager = new()
    {
        Iterations = 400,
        LearningRate = 0.4,
        MinimumRowsPerLeaf = 2,
        L2 = 0,
    };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Training_ends_when_other_rows_gain_no_more_and_the_rounds_after_the_best_are_dropped()
    {
        var (training, validation) = Halves(1500);

        var (forest, rounds) = Train(training, validation, Eager);

        Assert.InRange(rounds, 1, Eager.Iterations - Patience);

        // The very model that training that many rounds gives, and better than one of all rounds.
        var same = ForestTrainer.Train(training, Eager with { Iterations = rounds }, _ => { }, Stop);
        Assert.Equal(same.Probabilities(validation), forest.Probabilities(validation));
        var all = ForestTrainer.Train(training, Eager, _ => { }, Stop);
        Assert.True(LogLoss(forest, validation) < LogLoss(all, validation));
    }

    [Fact]
    public void All_rounds_are_kept_when_every_one_was_of_use()
    {
        var (training, validation) = Halves(1500);

        Assert.Equal(5, Train(training, validation, Eager with { Iterations = 5, LearningRate = 0.01 }).Rounds);
    }

    private static (Forest Forest, int Rounds) Train(
        IReadOnlyList<LabelledRow> training, IReadOnlyList<LabelledRow> validation, Hyperparameters hyperparameters) =>
        ForestTrainer.TrainToBest(
            training, validation, hyperparameters, Patience, _ => { }, Stop);

    private static double LogLoss(Forest forest, IReadOnlyList<LabelledRow> rows) =>
        ScoredRows.Of(ForestTrainer.Classes, rows, forest.Probabilities(rows)).Measure().LogLoss;

    private (IReadOnlyList<LabelledRow> Training, IReadOnlyList<LabelledRow> Validation) Halves(int rows)
    {
        var all = CatalogueReader.Read(
            [_folder.Write("night.csv", SimulatedCatalogue.Text(rows))], Stop).Rows;
        return ([.. all.Take(rows / 2)], [.. all.Skip(rows / 2)]);
    }
}
