using Streaming.Classification.Models;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Promoting;

/// <summary>Two models of one simulated night, a fair one and a weak one, trained once for all tests of a class.</summary>
public sealed class TrainedModels
{
    private static readonly Hyperparameters Settings = new()
    {
        Iterations = 25,
        LearningRate = 0.2,
        MinimumRowsPerLeaf = 5,
    };

    public TrainedModels()
    {
        Text = SimulatedCatalogue.Text(3000);
        using var folder = new TemporaryFolder();
        Data = CatalogueReader.Read([folder.Write("night.csv", Text)], CancellationToken.None);
        (Fair, FairFile) = Train(Settings);
        (Weak, WeakFile) = Train(Settings with { Features = ["u", "g"] });
    }

    /// <summary>The night as a file.</summary>
    internal string Text { get; }

    internal LabelledData Data { get; }

    internal ModelManifest Fair { get; }

    internal byte[] FairFile { get; }

    internal ModelManifest Weak { get; }

    internal byte[] WeakFile { get; }

    private (ModelManifest Manifest, byte[] File) Train(Hyperparameters settings)
    {
        var training = Data.Part(DataPart.Training);
        var forest = ForestTrainer.Train(training, settings, _ => { }, CancellationToken.None);
        var outOfFold = CrossValidation.Run(
            training,
            (rows, onRound) => ForestTrainer.Train(rows, settings, onRound, CancellationToken.None).Probabilities,
            _ => { },
            CancellationToken.None);
        var manifest = ModelPackage.Describe(
            forest, Calibration.Of(outOfFold), settings, Data, TimeSpan.Zero, DateTimeOffset.UnixEpoch);
        return (manifest, forest.File);
    }
}
