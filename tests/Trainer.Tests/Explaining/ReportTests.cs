using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Explaining;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Explaining;

public sealed class ReportTests : IDisposable
{
    private static readonly InputSet Spectroscopic = InputSet.Spectroscopic;
    private static readonly InputSet Photometric = InputSet.Photometric;
    private static readonly Hyperparameters Small =
        new() { Iterations = 12, LearningRate = 0.3, MinimumRowsPerLeaf = 5 };

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_model_comes_with_its_report_and_its_calibration()
    {
        var (store, manifest) = await TrainAsync("store");

        var file = Path.Combine(store.Path, manifest.Version, TrainingRun.ReportFile);
        Assert.Contains(file, _output.ToString(), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(file).Length, 20_000, 400_000);
        var page = File.ReadAllText(file);
        SelfContained.Check(page);
        string[] withFigures =
        [
            "how-good-it-is", "by-what-is-measured", "answering-only-where-it-is-sure", "by-brightness",
            "confusion-matrix", "roc-and-precision-recall-of-every-class", "calibration", "learning-curve",
            "label-noise-how-far-any-model-could-get", "what-the-model-looks-at", "mistakes",
        ];
        Assert.All(withFigures, name => Assert.Contains(
            "<figure", page.Split($"<section id=\"{name}\">")[1].Split("</section>")[0], StringComparison.Ordinal));
        Assert.All(
            (string[])["candidates", "novelty"],
            name => Assert.Contains(
                "<table", page.Split($"<section id=\"{name}\">")[1].Split("</section>")[0], StringComparison.Ordinal));
        Assert.Equal([Spectroscopic, Photometric], manifest.Ensembles.Select(one => InputSet.Of(one.Inputs)));
        Assert.NotEqual(1, manifest.Fullest().Temperature);
        Assert.All(
            manifest.Ensembles,
            one => Assert.Equal(manifest.Data!.TrainingRows.Values.Sum(), one.OutOfFold!.Rows));

        // The hold-out's figures are those of the model as a worker will use it.
        var data = Read();
        var loaded = ModelLoader.Load(store, manifest.Version);
        foreach (var (inputs, ensemble) in new[] { Spectroscopic, Photometric }.Zip(manifest.Ensembles))
        {
            var rows = data.Part(DataPart.HoldOut);
            var given = loaded.Probabilities([.. rows.Select(row => row.Observation.Reduced(inputs))]);
            var scored = new OutOfFold(rows, [.. given.Select(row => row!)]).Score();
            Assert.Equal(ensemble.HoldOut!.LogLoss, scored.Measure().LogLoss, 1e-9);
        }
    }

    [Fact]
    public async Task The_same_data_and_seed_give_the_same_package_byte_for_byte()
    {
        var (firstStore, first) = await TrainAsync("first");
        var (secondStore, second) = await TrainAsync("second");

        var files = Files(firstStore, first);
        Assert.Equal(
            ["manifest.json", "report.html", "u-g-r-i-z-redshift.zip", "u-g-r-i-z.zip"], files.Select(file => file.Name));
        Assert.Equal(files, Files(secondStore, second));
    }

    [Fact]
    public void The_trees_are_those_of_the_model()
    {
        var forest = Train(Read().Part(DataPart.Training));

        var trees = TreeReader.Read(forest);
        var gains = TreeReader.Gains(forest, trees);

        Assert.Equal([12, 12, 12], trees.Select(one => one.Count));
        Assert.Equal(1, gains.Sum(), 1e-9);
        Assert.Contains(
            "redshift", FeatureCatalogue.Find(forest.Features.Names[gains.IndexOf(gains.Max())])!.Inputs);

        // The sums of the leaves, made probabilities, are what the model says.
        var row = Read().Rows[0];
        var features = forest.Features.Row(row.Observation);
        var sums = trees.Select(one => one.Sum(tree => Leaf(tree, features))).ToArray();
        var powers = sums.Select(Math.Exp).ToArray();
        Assert.Equal(
            powers.Select(power => power / powers.Sum()), forest.Probabilities([row])[0].Select(p => (double)p),
            (one, other) => Math.Abs(one - other) < 1e-5);
    }

    [Fact]
    public void Redshift_is_missed_most_and_more_rows_help()
    {
        var training = Read().Part(DataPart.Training);
        var forest = Train([.. training.Where(row => row.Key.Fold != 0)]);
        var cancellation = TestContext.Current.CancellationToken;

        var importance = PermutationImportance.Of(
            forest, [.. training.Where(row => row.Key.Fold == 0)], Spectroscopic, cancellation);
        var curve = LearningCurve.Of(training, forest, Train, _ => { }, cancellation);

        Assert.Equal("redshift", importance.MaxBy(one => one.MacroF1Drop)!.Measurement);
        Assert.Equal(curve.Steps.Select(step => step.Rows).Order(), curve.Steps.Select(step => step.Rows));
        Assert.Equal(training.Count(row => row.Key.Fold != 0), curve.Steps[^1].Rows);
        Assert.True(curve.Steps[^1].LogLoss < curve.Steps[0].LogLoss);
        Assert.All(curve.Steps, step => Assert.InRange(step.MacroF1, step.MacroF1Band.Low, step.MacroF1Band.High));
    }

    private static double Leaf(Microsoft.ML.Trainers.FastTree.RegressionTree tree, float[] features)
    {
        var node = 0;
        while (node >= 0)
        {
            node = features[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node]
                ? tree.LeftChild[node]
                : tree.RightChild[node];
        }

        return tree.LeafValues[~node];
    }

    private static Forest Train(IReadOnlyList<LabelledRow> rows) =>
        ForestTrainer.Train(rows, Small, _ => { }, TestContext.Current.CancellationToken);

    private LabelledData Read() => CatalogueReader.Read(
        [_folder.Write("night.csv", SimulatedCatalogue.Text(3000))], TestContext.Current.CancellationToken);

    private async Task<(ModelStore Store, ModelManifest Manifest)> TrainAsync(string name)
    {
        var store = new ModelStore(_folder.File(name));
        var run = new TrainingRun(store, Screen.OfText("trainer", _output, _error), new FixedTime());
        var plan = new TrainingPlan(
            [Spectroscopic, Photometric],
            false,
            set => Small with { Features = Hyperparameters.For(set).Features });
        return (store, await run.RunAsync(Read(), plan, TestContext.Current.CancellationToken));
    }

    private static List<(string Name, string Sha256)> Files(ModelStore store, ModelManifest manifest) =>
    [
        .. Directory.GetFiles(Path.Combine(store.Path, manifest.Version)).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), ModelPackage.Sha256Of(File.ReadAllBytes(file)))),
    ];
}
