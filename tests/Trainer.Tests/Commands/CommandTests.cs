using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private static readonly string[] Fast = ["--iterations", "8", "--learning-rate", "0.3", "--min-rows-per-leaf", "5"];
    private static readonly string[] OneSet = [.. Fast, "--input-sets", "u-g-r-i-z-redshift"];
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string StorePath => _folder.File("store");

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_model_is_trained_promoted_listed_and_evaluated()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(3000));

        Assert.Equal(0, await RunAsync(["train", "--data", data, "--store", StorePath, .. OneSet]));
        var store = new ModelStore(StorePath);
        var version = Assert.Single(store.Versions());
        Assert.Contains($"trainer promote {version}", _output.ToString(), StringComparison.Ordinal);
        Assert.Null(store.ReadChampion());

        Assert.Equal(0, await RunAsync(["promote", version, "--store", StorePath]));
        Assert.Contains($"champion: none → {version}", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(version, store.ReadChampion()!.Version);

        Assert.Equal(0, await RunAsync(["models", "--store", StorePath]));
        Assert.Contains(version, _output.ToString(), StringComparison.Ordinal);

        // The hold-out, measured again from the file, gives the manifest's own figures.
        _output.GetStringBuilder().Clear();
        string[] holdOut = ["evaluate", "--data", data, "--part", "hold-out", "--json"];
        Assert.Equal(0, await RunAsync([.. holdOut, "--store", StorePath]));
        var figures = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(version, figures.GetProperty("model").GetString());
        Assert.Equal(
            store.ReadManifest(version).Fullest().HoldOut!.LogLoss,
            figures.GetProperty("metrics").GetProperty("logLoss").GetDouble(),
            1e-12);
        Assert.Empty(_error.ToString());

        Assert.Equal(0, await RunAsync(["evaluate", "--data", data, "--store", StorePath]));
        Assert.Contains("warning: night.csv trained this model", OneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_says_everything_about_the_model()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(3000));
        string[] train = ["train", "--data", data, "--promote", "--seed", "7"];
        Assert.Equal(0, await RunAsync([.. train, "--store", StorePath, .. OneSet]));

        var store = new ModelStore(StorePath);
        var manifest = ModelLoader.Load(store, store.ReadChampion()!.Version).Manifest;

        Assert.Equal(2, manifest.Format);
        var ensemble = Assert.Single(manifest.Ensembles);
        Assert.Equal(["u", "g", "r", "i", "z", "redshift"], ensemble.Inputs);
        Assert.Equal("u-g-r-i-z-redshift.zip", ensemble.File);
        Assert.Equal(ModelManifest.Fingerprint([ensemble]), manifest.Sha256);
        Assert.Equal(32, ensemble.Canary.Count);
        Assert.Equal(new Hyperparameters().Features, ensemble.Features);
        Assert.Equal(("LightGBM", 7), (ensemble.Trainer.Name, ensemble.Trainer.Seed));
        Assert.Equal("8", ensemble.Trainer.Hyperparameters["NumberOfIterations"]);
        Assert.Equal("True", ensemble.Trainer.Hyperparameters["UseSoftmax"]);
        Assert.Equal("5", ensemble.Trainer.Hyperparameters["Booster.L2Regularization"]);
        Assert.Equal(["LightGBM", "Microsoft.ML", "Microsoft.ML.LightGbm"], ensemble.Trainer.Packages.Keys.Order());
        Assert.Equal("night.csv", manifest.Data!.File);
        Assert.Equal(
            manifest.Data!.Rows, manifest.Data!.TrainingRows.Values.Sum() + manifest.Data!.HoldOutRows.Values.Sum());
        Assert.Equal(ensemble.HoldOut!.Rows, manifest.Data!.HoldOutRows.Values.Sum());
        Assert.Equal([0.9, 0.95, 0.99], ensemble.Coverage.Select(one => one.Level));
        Assert.Equal([0.9, 0.95, 0.99], ensemble.HoldOut.Coverage.Select(one => one.Level));
        Assert.Equal(1, ensemble.Shares!.Values.Sum(), 1e-6);
        Assert.Equal(["u", "g", "r", "i", "z"], manifest.Mixture!.Bands);
        Assert.Equal(1, ensemble.Novelty!.Shares[^1]);
        Assert.All(ensemble.Distributions, one =>
        {
            Assert.Equal(one.Edges.Count + 1, one.Shares.Count);
            Assert.Equal(1, one.Shares.Sum(), 1e-9);
            Assert.All(one.Shares, share => Assert.Equal(0.1, share, 0.01));
        });
    }

    [Fact]
    public async Task Cross_validation_writes_a_row_for_each_that_is_not_held_out()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(3000));
        var output = _folder.File("folds.csv");

        Assert.Equal(0, await RunAsync(["cross-validate", "--data", data, "--out", output, .. Fast]));

        var lines = File.ReadAllLines(output);
        Assert.Equal("line,fold,class,p_star,p_galaxy,p_qso", lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.InRange(rows.Count, 2500, 2800);
        Assert.Equal(["0", "1", "2", "3", "4"], rows.Select(row => row[1]).Distinct().Order());
        Assert.All(rows, row => Assert.Equal(1, row.Skip(3).Sum(double.Parse), 1e-5));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--data", "train")]
    [InlineData(ExitCode.Usage, "--leaves is 1, allowed are 2 to 4096", "train", "--data", "x.csv", "--leaves", "1")]
    [InlineData(ExitCode.Usage, "--leaves", "train", "--data", "x.csv", "--leaves", "many")]
    [InlineData(ExitCode.Usage, "--learning-rate", "train", "--data", "x.csv", "--learning-rate", "NaN")]
    [InlineData(ExitCode.Usage, "'p.l' is not in the catalogue", "train", "--data", "x.csv", "--features", "u,p.l")]
    [InlineData(ExitCode.Failure, "'plate' is not in the catalogue", "train", "--data", "x.csv", "--features", "u,plate")]
    [InlineData(ExitCode.Failure, "'plate' is not in", "cross-validate", "--data", "x", "--out", "y", "--features", "plate")]
    [InlineData(ExitCode.Usage, "'alpha' is a position", "train", "--data", "x.csv", "--features", "u,alpha")]
    [InlineData(ExitCode.Usage, "each once", "train", "--data", "x.csv", "--features", "u,u")]
    [InlineData(ExitCode.Usage, "'--colour'", "train", "--data", "x.csv", "--colour", "red")]
    [InlineData(ExitCode.Usage, "'trian'", "trian")]
    [InlineData(ExitCode.Usage, "'some'", "evaluate", "--data", "x.csv", "--part", "some")]
    [InlineData(ExitCode.Usage, "", "promote")]
    [InlineData(ExitCode.Usage, "--cron '0 25 * * *'", "schedule", "--data", "x.csv", "--cron", "0 25 * * *")]
    [InlineData(ExitCode.Usage, "--cron '0 0 3 1 1 ? 2001': lies", "schedule", "--data", "x", "--cron", "0 0 3 1 1 ? 2001")]
    [InlineData(ExitCode.Usage, "no such time zone", "schedule", "--data", "x.csv", "--time-zone", "Mars/Olympus")]
    [InlineData(ExitCode.Failure, "x.csv: no such file", "run-once", "--data", "x.csv")]
    [InlineData(ExitCode.Failure, "x.csv: no such file", "train", "--data", "x.csv")]
    [InlineData(ExitCode.Failure, "x.csv: no such file", "cross-validate", "--data", "x.csv", "--out", "y.csv")]
    [InlineData(ExitCode.Failure, "--out no/such/y.csv", "cross-validate", "--data", "x.csv", "--out", "no/such/y.csv")]
    [InlineData(ExitCode.Failure, "has no champion", "evaluate", "--data", "x.csv")]
    [InlineData(ExitCode.Failure, "has no model 'v1'", "evaluate", "--data", "x.csv", "--model", "v1")]
    [InlineData(ExitCode.Failure, "has no model 'v1'", "promote", "v1")]
    [InlineData(ExitCode.Failure, "'../v1' is not a model version", "promote", "../v1")]
    public async Task A_wrong_command_ends_with_one_line_that_names_it(int exit, string why, params string[] arguments)
    {
        string[] store = arguments[0] is "train" or "evaluate" or "promote" ? ["--store", StorePath] : [];

        Assert.Equal(exit, await RunAsync([.. arguments, .. store]));

        Assert.Contains(why, OneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_to_is_found_out_before_training()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(1000));
        var occupied = _folder.Write("occupied", "a file, not a folder");

        Assert.Equal(ExitCode.Failure, await RunAsync(["train", "--data", data, "--store", occupied]));

        Assert.Contains($"--store {occupied}: cannot be written to", OneLine(), StringComparison.Ordinal);
        Assert.DoesNotContain("Training", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_model_is_not_promoted()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(3000));
        Assert.Equal(0, await RunAsync(["train", "--data", data, "--store", StorePath, .. OneSet]));
        var version = Assert.Single(new ModelStore(StorePath).Versions());
        File.AppendAllText(Path.Combine(StorePath, version, "u-g-r-i-z-redshift.zip"), "x");

        Assert.Equal(Verdict.RefusedExitCode, await RunAsync(["promote", version, "--store", StorePath]));

        Assert.Contains("u-g-r-i-z-redshift.zip has SHA-256", _output.ToString(), StringComparison.Ordinal);
        Assert.Null(new ModelStore(StorePath).ReadChampion());
    }

    [Theory]
    [InlineData]
    [InlineData("explore")]
    [InlineData("train")]
    [InlineData("cross-validate")]
    [InlineData("evaluate")]
    [InlineData("download")]
    [InlineData("compare")]
    [InlineData("tune")]
    [InlineData("import")]
    [InlineData("models")]
    [InlineData("promote")]
    [InlineData("labels")]
    [InlineData("labels", "collect")]
    [InlineData("labels", "show")]
    [InlineData("schedule")]
    [InlineData("run-once")]
    public async Task Help_is_given_for_every_command(params string[] command)
    {
        Assert.Equal(0, await RunAsync([.. command, "--help"]));

        Assert.Contains("Usage:", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    private Task<int> RunAsync(string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);

    private string OneLine()
    {
        var line = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("trainer: ", line, StringComparison.Ordinal);
        return line;
    }
}
