using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Promoting;

/// <summary>
/// Models of one simulated night, a fair one and a weak one, trained once for all tests of a class.
/// </summary>
public sealed class TrainedModels
{
    private static readonly Hyperparameters Settings = new()
    {
        Iterations = 25,
        LearningRate = 0.2,
        MinimumRowsPerLeaf = 5,
    };

    private readonly Lazy<TrainedEnsemble> _photometric;
    private readonly TrainedEnsemble _fair;

    public TrainedModels()
    {
        Text = SimulatedCatalogue.Text(3000);
        using var folder = new TemporaryFolder();
        Data = CatalogueReader.Read([folder.Write("night.csv", Text)], CancellationToken.None);
        _fair = Train(InputSet.Spectroscopic, Settings);
        _photometric = new(() => Train(
            InputSet.Photometric, Settings with { Features = Hyperparameters.PhotometricFeatures }));
        var weak = Train(InputSet.Spectroscopic, Settings with { Features = ["u", "g"] });
        (Fair, FairFile) = (Describe(_fair), _fair.Forest.File);
        (Weak, WeakFile) = (Describe(weak), weak.Forest.File);
    }

    /// <summary>The night as a file.</summary>
    internal string Text { get; }

    internal LabelledData Data { get; }

    internal ModelManifest Fair { get; }

    internal byte[] FairFile { get; }

    internal ModelManifest Weak { get; }

    internal byte[] WeakFile { get; }

    /// <summary>The fair one with an ensemble more, for what has no redshift.</summary>
    internal ModelManifest Complete => Describe(_fair, _photometric.Value);

    internal byte[][] CompleteFiles => [FairFile, _photometric.Value.Forest.File];

    private TrainedEnsemble Train(InputSet inputs, Hyperparameters settings) =>
        TrainedEnsemble.Of(inputs, Data, settings, TimeProvider.System, _ => { }, CancellationToken.None);

    private ModelManifest Describe(params TrainedEnsemble[] ensembles) =>
        ModelPackage.Describe(
            [.. ensembles.Select(one => PackedEnsemble.Of(one, null, isWhole: false))],
            null,
            Data,
            DateTimeOffset.UnixEpoch);
}
