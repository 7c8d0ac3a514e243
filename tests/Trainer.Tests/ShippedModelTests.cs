using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Novelty;
using Streaming.Trainer.Priors;

namespace Streaming.Trainer.Tests;

/// <summary>
/// What is said of the shipped model, held to its manifest and, where the real catalogue is at hand, measured anew on its
/// hold-out. Elsewhere the same is asked of a simulated night, with bounds of its own.
/// </summary>
public sealed class ShippedModelTests(ShippedModelTests.Stage stage) : IClassFixture<ShippedModelTests.Stage>
{
    private static readonly InputSet GriZ = InputSet.Of(["g", "r", "i", "z"]);

    [Fact]
    public void It_answers_every_choice_of_three_or_more_bands_with_and_without_redshift() => Assert.Equal(
        InputSet.All.Select(set => set.Name),
        stage.Model.Ensembles.Select(one => one.Inputs.Name));

    [Fact]
    public void Out_of_fold_it_is_as_good_as_is_said()
    {
        var spectroscopic = OutOfFold("u-g-r-i-z-redshift");
        Assert.InRange(spectroscopic.MacroF1, 0.9760, 1);
        Assert.InRange(spectroscopic.LogLoss, 0, 0.0650);

        var photometric = OutOfFold("u-g-r-i-z");
        Assert.InRange(photometric.Accuracy, 0.889, 1);
        Assert.InRange(photometric.MacroF1, 0.856, 1);
        Assert.InRange(photometric.LogLoss, 0, 0.304);
        Assert.InRange(photometric.CalibrationError, 0, 0.006);
    }

    [Theory]
    [InlineData("g-r-i-z", 0.868)]
    [InlineData("u-g-r-i", 0.877)]
    [InlineData("g-r-i", 0.851)]
    [InlineData("r-i-z", 0.823)]
    [InlineData("g-r-i-z-redshift", 0.978)]
    [InlineData("u-g-r-i-redshift", 0.978)]
    public void A_missing_band_costs_no_more_than_is_said(string inputs, double accuracy) =>
        Assert.InRange(OutOfFold(inputs).Accuracy, accuracy, 1);

    [Theory]
    [InlineData("u-g-r-i-z-redshift", 1.02)]
    [InlineData("u-g-r-i-z", 1.32)]
    public void Candidates_cover_each_class_as_promised(string inputs, double mostCandidates)
    {
        var coverage = Answers.Of(stage.Model, stage.Reduced(InputSet.Of(inputs.Split('-')))).Measure().Coverage;

        var usual = coverage.Single(figures => figures.Level == 0.95);
        Assert.All(usual.Covered.Values, share => Assert.InRange(share, stage.IsReal ? 0.935 : 0.85, stage.IsReal ? 0.965 : 1));
        Assert.InRange(usual.MeanSize, 0.9, stage.IsReal ? mostCandidates : 1.6);
        Assert.All(
            coverage.Single(figures => figures.Level == 0.99).Covered.Values,
            share => Assert.InRange(share, stage.IsReal ? 0.98 : 0.93, 1));
    }

    [Fact]
    public void The_surest_two_thirds_of_photometric_answers_are_right()
    {
        var answering = Answers.Of(stage.Model, stage.Reduced(InputSet.Photometric)).Answering(100);

        var surest = answering.Last(one => one.Answered <= 0.69);
        Assert.InRange(surest.Right, stage.IsReal ? 0.97 : 0.93, 1);
    }

    [Fact]
    public void Junk_and_wrong_bands_are_novel_and_ordinary_rows_are_not()
    {
        var check = NoveltyCheck.Of(
            one => stage.Model.Photometric!.NoveltyOf(one),
            stage.Reduced(InputSet.Photometric),
            InputSet.BandNames)!;

        Assert.InRange(check.FalseAlarms, 0.001, stage.IsReal ? 0.013 : 0.05);
        Assert.InRange(check.Junk, 0.97, 1);
        Assert.InRange(check.WrongBand, 0.55, 1);
    }

    [Fact]
    public void Shares_of_another_sky_are_estimated_and_used()
    {
        var rows = Resampled(stage.Reduced(InputSet.Photometric), [0.70, 0.25, 0.05], 10_000);
        var shares = stage.Model.Photometric!.Manifest.Shares!;
        AnswerAsTrained[] answers =
        [
            .. stage.Model.Photometric.Probabilities([.. rows.Select(row => row.Observation)]).Select(row =>
                new AnswerAsTrained([.. row.Select(p => (double)p)], [.. stage.Model.Manifest.Classes.Select(name => shares[name])])),
        ];

        var estimate = PriorEstimate.Of(answers, TestContext.Current.CancellationToken);
        var (before, after) = (
            Accuracy(answers.Select(one => one.Probabilities)),
            Accuracy(answers.Select(one => (IReadOnlyList<double>)one.Under(estimate.Shares))));

        var tolerance = stage.IsReal ? 0.02 : 0.08;
        Assert.All(
            estimate.Shares.Zip((double[])[0.70, 0.25, 0.05]),
            pair => Assert.Equal(pair.Second, pair.First, tolerance));
        Assert.InRange(after, stage.IsReal ? 0.90 : before, 1);
        Assert.True(after > before);

        double Accuracy(IEnumerable<IReadOnlyList<double>> probabilities) => probabilities.Zip(rows).Average(pair =>
            stage.Model.Manifest.Classes[pair.First.Index().MaxBy(one => one.Item).Index] == pair.Second.Class ? 1.0 : 0);
    }

    [Fact]
    public void What_has_less_measured_is_answered_by_what_it_has()
    {
        var answers = Answers.Of(stage.Model, stage.Reduced(GriZ));

        Assert.Equal("g r i z", Assert.Single(answers.Inputs.Distinct()));
    }

    [Fact]
    public void The_package_is_small() => Assert.InRange(stage.PackageBytes, 1, 12L * 1024 * 1024);

    private ModelMetrics OutOfFold(string inputs) =>
        stage.Model.Ensembles.Single(one => one.Inputs.Name == inputs).Manifest.OutOfFold!;

    private static LabelledRow[] Resampled(IReadOnlyList<LabelledRow> rows, double[] shares, int count)
    {
        var random = new Random(5);
        return
        [
            .. ObjectClass.All.Zip(shares).SelectMany(one =>
            {
                var own = rows.Where(row => row.Class == one.First).ToList();
                return Enumerable.Range(0, (int)(one.Second * count)).Select(_ => own[random.Next(own.Count)]);
            }),
        ];
    }

    /// <summary>The shipped champion, loaded once, and rows that it has not seen.</summary>
    public sealed class Stage
    {
        public Stage()
        {
            var store = new ModelStore(ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath));
            var version = store.ReadChampion()!.Version;
            Model = ModelLoader.Load(store, version);
            PackageBytes = Directory.EnumerateFiles(Path.Combine(store.Path, version)).Sum(file => new FileInfo(file).Length);
            using var folder = new TemporaryFolder();
            IsReal = RealCatalogue.Find() is not null;
            Rows = CatalogueReader.Read(
                [RealCatalogue.Find() ?? folder.Write("simulated.csv", SimulatedCatalogue.Text(30_000))],
                CancellationToken.None).Part(IsReal ? DataPart.HoldOut : DataPart.All);
        }

        /// <summary>Whether the rows are real.</summary>
        public bool IsReal { get; }

        public long PackageBytes { get; }

        internal ModelSnapshot Model { get; }

        private IReadOnlyList<LabelledRow> Rows { get; }

        /// <summary>The rows as if nothing but the inputs had been measured.</summary>
        internal IReadOnlyList<LabelledRow> Reduced(InputSet inputs) =>
            [.. Rows.Select(row => row with { Observation = row.Observation.Reduced(inputs) })];
    }
}
