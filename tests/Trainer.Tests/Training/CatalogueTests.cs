using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

/// <summary>What must hold on real observations; where there are none, it is proven on simulated ones.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_small_model_recognises_what_it_has_never_seen()
    {
        var data = CatalogueReader.Read(
            [RealCatalogue.Find() ?? _folder.Write("simulated.csv", SimulatedCatalogue.Text(30_000))],
            TestContext.Current.CancellationToken);
        var forest = ForestTrainer.Train(
            data.Part(DataPart.Training), new Hyperparameters { Iterations = 30, LearningRate = 0.2 }, _ => { },
            TestContext.Current.CancellationToken);
        var holdOut = data.Part(DataPart.HoldOut);

        var metrics = ScoredRows.Of(ForestTrainer.Classes, holdOut, forest.Probabilities(holdOut)).Measure();

        Assert.True(metrics.MacroF1 > 0.96, $"macro-F1 {metrics.MacroF1}");
        Assert.True(metrics.Classes["QSO"].Recall > 0.9, $"QSO recall {metrics.Classes["QSO"].Recall}");
        Assert.True(metrics.CalibrationError < 0.02, $"calibration error {metrics.CalibrationError}");
    }

    [Fact]
    public void The_real_files_row_with_two_bands_is_found_and_all_others_are_used()
    {
        var file = RealCatalogue.Find() ?? _folder.Write(
            "simulated.csv", SimulatedCatalogue.Text(500) + "1,1,1,-9999,-9999,20,20,-9999,1,STAR,0,1,1\n");

        var data = CatalogueReader.Read([file], TestContext.Current.CancellationToken);

        var dropped = Assert.Single(data.Dropped);
        Assert.Equal("too_few_bands", dropped.Reason);
        Assert.StartsWith("only r i of the bands are measured", dropped.Message, StringComparison.Ordinal);
        Assert.Equal(File.ReadLines(file).Count() - 2, data.Rows.Count);
    }
}
