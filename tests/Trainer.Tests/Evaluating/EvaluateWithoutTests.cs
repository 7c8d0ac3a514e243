using System.Text.Json;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Tests.Evaluating;

/// <summary><c>evaluate --without</c>: a file measured as if some of it had not been measured.</summary>
public sealed class EvaluateWithoutTests : IClassFixture<EvaluateWithoutTests.Trained>, IDisposable
{
    private readonly Trained _trained;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public EvaluateWithoutTests(Trained trained) => _trained = trained;

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Figures_are_by_the_inputs_that_are_left()
    {
        var whole = await FiguresAsync();
        var part = await FiguresAsync("--without", "redshift,u");

        Assert.Equal(["u g r i z redshift"], Groups(whole, "byInputs"));
        Assert.Equal(["g r i z"], Groups(part, "byInputs"));
        Assert.Equal(0, part.GetProperty("notAnswered").GetInt32());

        // The very rows of the hold-out, and the figures of its own ensemble.
        var manifest = _trained.Store.ReadManifest(_trained.Version);
        Assert.Equal(LogLoss(manifest, "u-g-r-i-z-redshift"), Metric(whole, "logLoss"), 1e-9);
        Assert.Equal(LogLoss(manifest, "g-r-i-z"), Metric(part, "logLoss"), 1e-9);
        Assert.True(Metric(part, "accuracy") < Metric(whole, "accuracy"));
        Assert.Equal(
            [0.9, 0.95, 0.99],
            part.GetProperty("byInputs")[0].GetProperty("metrics").GetProperty("coverage").EnumerateArray()
                .Select(level => level.GetProperty("level").GetDouble()));
        Assert.Equal(10, part.GetProperty("answering").GetArrayLength());
        Assert.InRange(part.GetProperty("novelty").GetProperty("falseAlarms").GetDouble(), 0, 0.05);
        Assert.Contains("r 20 to 21", Groups(part, "byMagnitude"));
    }

    [Fact]
    public async Task What_else_is_measured_is_passed_over_and_r_may_be_missing()
    {
        // Of two with four bands the bluer one answers.
        Assert.Equal(["u g i z"], Groups(await FiguresAsync("--without", "redshift"), "byInputs"));
        Assert.Equal(["u g i z"], Groups(await FiguresAsync("--without", "redshift, r"), "byInputs"));
        Assert.Equal(["no r"], Groups(await FiguresAsync("--without", "redshift,r"), "byMagnitude"));
    }

    [Fact]
    public async Task Tables_show_the_same()
    {
        Assert.Equal(0, await EvaluateAsync("--without", "redshift,u", "--part", "hold-out"));

        var text = _output.ToString();
        Assert.Matches(@"inputs +rows +accuracy", text);
        Assert.Matches(@"g r i z +\d+ +0\.\d{4}", text);
        Assert.Matches(@"r 20 to 21 +\d+ +0\.\d{4}", text);
        Assert.Matches(@"answering the surest +right +confidence from", text);
        Assert.Matches(@"called novel: \d\.\d\d ?% of the rows", text);
    }

    [Fact]
    public async Task Rows_that_no_ensemble_answers_are_counted_and_have_no_say()
    {
        // Every second row has no g.
        var lines = File.ReadAllLines(_trained.Data);
        File.WriteAllLines(_trained.Gaps, lines.Select((line, i) => i % 2 == 0
            ? line
            : string.Join(',', line.Split(',').Select((cell, column) => column == 4 ? "" : cell))));

        Assert.Equal(0, await EvaluateAsync("--data", _trained.Gaps, "--json"));

        var figures = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(1500, figures.GetProperty("notAnswered").GetInt32());
        Assert.Equal(1500, figures.GetProperty("metrics").GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task With_no_row_that_an_ensemble_answers_it_is_a_fault()
    {
        Assert.Equal(ExitCode.Failure, await EvaluateAsync("--without", "redshift,g", "--part", "hold-out"));

        Assert.Contains("has no ensemble for any row of night.csv, such as u r i z", Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "'red-shift' is neither a band, 'redshift', nor a measurement's name", "u,red-shift")]
    [InlineData(ExitCode.Usage, "'alpha' is neither a band", "alpha")]
    [InlineData(
        ExitCode.Failure, "'redshft' is neither a band, 'redshift', nor a measurement that the model uses", "redshft")]
    public async Task A_name_that_is_nothing_is_refused(int exit, string why, string without)
    {
        Assert.Equal(exit, await EvaluateAsync("--without", without));

        Assert.Contains($"--without: {why}", Error(), StringComparison.Ordinal);
    }

    private static double LogLoss(ModelManifest manifest, string inputs) =>
        manifest.Ensembles.Single(one => string.Join('-', one.Inputs) == inputs).HoldOut!.LogLoss;

    private static double Metric(JsonElement figures, string name) =>
        figures.GetProperty("metrics").GetProperty(name).GetDouble();

    private static IEnumerable<string?> Groups(JsonElement figures, string name) =>
        figures.GetProperty(name).EnumerateArray().Select(group => group.GetProperty("name").GetString());

    private async Task<JsonElement> FiguresAsync(params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        Assert.Equal((0, ""), (await EvaluateAsync([.. arguments, "--part", "hold-out", "--json"]), _error.ToString()));
        return JsonDocument.Parse(_output.ToString()).RootElement;
    }

    private Task<int> EvaluateAsync(params string[] arguments) => Program.RunAsync(
        [
            "evaluate", .. arguments.Contains("--data") ? (string[])[] : ["--data", _trained.Data],
            "--model", _trained.Version, "--store", _trained.Store.Path, .. arguments,
        ],
        Screen.OfText("trainer", _output, _error),
        TimeProvider.System);

    private string Error() => Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A model of three sets, trained once for all tests of the class.</summary>
    public sealed class Trained : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Data => _folder.File("night.csv");

        public string Gaps => _folder.File("gaps.csv");

        public string Version { get; private set; } = "";

        internal ModelStore Store => new(_folder.File("store"));

        public async ValueTask InitializeAsync()
        {
            _folder.Write("night.csv", SimulatedCatalogue.Text(3000));
            using var output = new StringWriter();
            var exit = await Program.RunAsync(
                [
                    "train", "--data", Data, "--store", Store.Path, "--input-sets",
                    "u-g-r-i-z-redshift,g-r-i-z,u-g-i-z", "--iterations", "8", "--learning-rate", "0.3",
                    "--min-rows-per-leaf", "5",
                ],
                Screen.OfText("trainer", output, output),
                TimeProvider.System);
            Assert.True(exit == 0, output.ToString());
            Version = Assert.Single(Store.Versions());
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
