using System.Globalization;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Training;

/// <summary><c>train --input-sets</c>: one model of several ensembles.</summary>
public sealed class InputSetTrainingTests : IDisposable
{
    private static readonly string[] Fast = ["--iterations", "6", "--learning-rate", "0.3", "--min-rows-per-leaf", "5"];
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private ModelStore Store => new(_folder.File("store"));

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_measurement_and_the_difference_of_two_are_features_of_a_set_that_needs_them()
    {
        var model = await TrainAsync(
            Measured(2000), "--input-sets", "u-g-r-i-z-psfMag_r-cModelMag_r,u-g-r-i-z");

        Assert.Equal(["u-g-r-i-z-cModelMag_r-psfMag_r.zip", "u-g-r-i-z.zip"], model.Ensembles.Select(one => one.File));
        var (with, without) = (model.Ensembles[0], model.Ensembles[1]);
        Assert.Equal(["u", "g", "r", "i", "z", "cModelMag_r", "psfMag_r"], with.Inputs);
        string[] features = ["cModelMag_r", "psfMag_r", "cModelMag_r-psfMag_r"];
        Assert.Equal([.. without.Features, .. features], with.Features);

        // How extended an object is tells galaxies from all else, as the file has it.
        Assert.True(
            with.HoldOut!.Accuracy > without.HoldOut!.Accuracy + 0.03,
            $"{with.HoldOut.Accuracy} with, {without.HoldOut.Accuracy} without");
        Assert.All(with.Canary, row => Assert.InRange(row.Observation.Value("psfMag_r"), 10, 30));

        // An observation with the measurements is scored by the one, any other by the other.
        var snapshot = ModelLoader.Load(Store, model.Version);
        var full = with.Canary[0].Observation;
        Assert.Equal(2, snapshot.Ensembles.Length);
        Assert.Equal(InputSet.Of(with.Inputs), snapshot.EnsembleFor(full)!.Inputs);
        Assert.Equal(
            InputSet.Photometric, snapshot.EnsembleFor(full.With("psfMag_r", double.NaN))!.Inputs);
    }

    [Fact]
    public async Task A_difference_of_measurements_may_be_named_either_way_round()
    {
        var model = await TrainAsync(
            Measured(1500),
            "--input-sets",
            "g-r-i-psfMag_r-cModelMag_r",
            "--features",
            "g-r,r-i,psfMag_r-cModelMag_r,r-psfMag_r");

        Assert.Equal(
            ["g-r", "r-i", "psfMag_r-cModelMag_r", "r-psfMag_r"], Assert.Single(model.Ensembles).Features);
    }

    [Fact]
    public async Task A_measurement_that_the_file_lacks_is_named()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(300));

        Assert.Equal(ExitCode.Failure, await RunAsync(data, "--input-sets", "u-g-r-i-z-w1"));

        Assert.Contains("night.csv: no column 'w1'", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_redshift_only_photometric_sets_are_made_and_the_others_are_named()
    {
        var text = SimulatedCatalogue.WithColumns(SimulatedCatalogue.Text(1500), "g", "r", "i", "z", "class");

        var model = await TrainAsync(text);

        Assert.Equal(
            ["g-r-i-z", "g-r-i", "g-r-z", "g-i-z", "r-i-z"],
            model.Ensembles.Select(one => string.Join('-', one.Inputs)));
        Assert.Equal(["g", "r", "i", "z"], model.Mixture!.Bands);
        Assert.All(model.Ensembles, one => Assert.NotNull(one.Novelty));
        var line = Assert.Single(
            _output.ToString().Split('\n'),
            line => line.StartsWith(
                "left out, with too few rows of a class (20 in training, 1 in the hold-out): ", StringComparison.Ordinal));
        Assert.Equal(
            InputSet.All.Where(set => set.HasRedshift || set.Bands.Contains("u")).Select(set => set.Name),
            line.Split(": ")[1].Split(", "));
        Assert.Contains("redshift not measured: 1,500", _output.ToString(), StringComparison.Ordinal);

        // Loaded as a worker does: what has a redshift beside is scored by its bands.
        var snapshot = ModelLoader.Load(Store, model.Version);
        Assert.Equal("g-r-i-z", snapshot.EnsembleFor(new Observation(1, 2, 20, 20, 20, 20, 20, 0.1))!.Inputs.Name);
        Assert.Null(snapshot.Spectroscopic);
    }

    [Fact]
    public async Task A_set_that_was_asked_for_by_name_must_have_rows()
    {
        var text = SimulatedCatalogue.WithColumns(SimulatedCatalogue.Text(500), "g", "r", "i", "z", "class");

        Assert.Equal(ExitCode.Failure, await RunAsync(_folder.Write("night.csv", text), "--input-sets", "complete"));

        Assert.Contains("no row has all of u g r i z", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Store.Versions());
    }

    [Fact]
    public async Task Rows_that_lack_a_band_train_the_sets_that_they_have()
    {
        var lines = SimulatedCatalogue.Text(2000).Split('\n');

        // Every second row has no u, every fourth no redshift either.
        var text = string.Join('\n', lines.Select((line, i) => i == 0 || i % 2 == 0 || line.Length == 0
            ? line
            : Without(line, i % 4 == 1 ? [3, 10] : [3])));

        var model = await TrainAsync(text, "--input-sets", "u-g-r-i-z-redshift,g-r-i-z-redshift,g-r-i-z");

        Assert.Equal(2000, model.Data!.Rows);
        var rows = model.Ensembles.Select(one => one.HoldOut!.Rows + one.OutOfFold!.Rows).ToList();
        Assert.Equal([1000, 1500, 2000], rows);
        Assert.All(model.Ensembles, one => Assert.Equal(
            FeatureSchema.Of([.. one.Features]).Inputs.Names.Except(one.Inputs), []));

        static string Without(string line, int[] columns) =>
            string.Join(',', line.Split(',').Select((cell, i) => columns.Contains(i) ? "-9999" : cell));
    }

    [Fact]
    public async Task Cross_validation_and_comparison_measure_the_inputs_that_are_named()
    {
        var data = _folder.Write(
            "night.csv", SimulatedCatalogue.WithColumns(SimulatedCatalogue.Text(1500), "g", "r", "i", "class"));
        string[] arguments = ["cross-validate", "--data", data, "--out", _folder.File("folds.csv"), .. Fast];

        Assert.Equal(ExitCode.Failure, await InvokeAsync(arguments));
        Assert.Contains("no row has all of u g r i z redshift", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await InvokeAsync([.. arguments, "--inputs", "g-r-i"]));

        Assert.InRange(File.ReadLines(_folder.File("folds.csv")).Count(), 1200, 1500);
    }

    // PSF magnitudes are fainter than model magnitudes where the object is wider than a point.
    private static string Measured(int rows)
    {
        var random = new Random(31);
        var lines = SimulatedCatalogue.Text(rows).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var made = new SimulatedNight(new NightOptions { Seed = 5 }).Observe(rows).ToList();
        return string.Concat(lines.Select((line, i) => i == 0
            ? $"{line},psfMag_r,cModelMag_r\n"
            : string.Create(CultureInfo.InvariantCulture, $"{line},{Psf(i - 1):F4},{made[i - 1].Observation.R:F4}\n")));

        double Psf(int i) => made[i].Observation.R!.Value + 0.02 * random.NextDouble()
            + (made[i].Class == ObjectClass.Galaxy ? 0.3 + random.NextDouble() : 0);
    }

    private async Task<ModelManifest> TrainAsync(string text, params string[] arguments)
    {
        var exit = await RunAsync(_folder.Write("night.csv", text), arguments);
        Assert.Equal((ExitCode.Success, ""), (exit, _error.ToString()));
        return Store.ReadManifest(Assert.Single(Store.Versions()));
    }

    private Task<int> RunAsync(string data, params string[] arguments) =>
        InvokeAsync(["train", "--data", data, "--store", Store.Path, .. Fast, .. arguments]);

    private Task<int> InvokeAsync(string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);
}
