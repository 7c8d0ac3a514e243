using System.Text;
using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary>From a download with measurements to answers from them, on a survey that needs them.</summary>
public sealed class MeasuredSurveyTests(MeasuredSurveyTests.Trained trained)
    : IClassFixture<MeasuredSurveyTests.Trained>
{
    private const string Bands = "u g r i z";
    private const string Shape = "u g r i z cModelMag_r psfMag_r";
    private const string ShapeAndInfrared = "u g r i z cModelMag_r psfMag_r w1mpro w2mpro";

    [Fact]
    public void An_ensemble_with_measurements_is_clearly_better_on_the_hold_out_than_one_of_bands()
    {
        var (full, shape, bands) = (HoldOut(ShapeAndInfrared), HoldOut(Shape), HoldOut(Bands));

        AssertClearlyBetter(shape, bands);
        AssertClearlyBetter(full, shape);
        Assert.InRange(bands.MacroF1, 0.3, 0.6);
        Assert.InRange(full.MacroF1, 0.95, 1);

        ModelMetrics HoldOut(string inputs) => trained.Manifest.Ensembles.Single(
            one => string.Join(' ', one.Inputs) == inputs).HoldOut!;
    }

    [Fact]
    public async Task The_same_objects_are_answered_better_with_their_measurements_and_each_from_what_it_has()
    {
        var full = await EvaluateAsync();
        var shape = await EvaluateAsync("--without", "w1mpro,w2mpro");
        var bands = await EvaluateAsync("--without", "psfMag_r");

        // One object in twenty has no PSF magnitude, three in ten are unknown to WISE.
        Assert.Equal([ShapeAndInfrared, Shape, Bands], full.ByInputs.Keys.OrderByDescending(name => name.Length));
        Assert.InRange(full.ByInputs[Bands], 5, 40);
        Assert.InRange(full.ByInputs[Shape], 70, 150);
        Assert.Equal([Shape, Bands], shape.ByInputs.Keys.OrderByDescending(name => name.Length));
        Assert.Equal([Bands], bands.ByInputs.Keys);
        Assert.Equal(full.ByInputs[Bands], shape.ByInputs[Bands]);
        Assert.Equal(full.ByInputs.Values.Sum(), bands.ByInputs[Bands]);

        AssertClearlyBetter(shape.Metrics, bands.Metrics);
        AssertClearlyBetter(full.Metrics, shape.Metrics);
    }

    [Theory]
    [InlineData("""{"psfMag_r": 19.51, "cModelMag_r": 19.5, "w1mpro": 15.2, "w2mpro": 14.1}""", ShapeAndInfrared)]
    [InlineData("""{"psfMag_r": 19.51, "cModelMag_r": 19.5}""", Shape)]
    [InlineData("""{"psfMag_r": 19.51, "cModelMag_r": 19.5, "w1mpro": 15.2, "w2mpro": null}""", Shape)]
    [InlineData("""{"psfMag_r": 19.51, "cModelMag_r": 19.5, "w1mpro": 9999, "w2mpro": 9999}""", Shape)]
    [InlineData("""{"psfMag_r": -9999, "cModelMag_r": 19.5}""", Bands)]
    [InlineData("""{"psfMag_r": null, "cModelMag_r": 19.5, "w1mpro": 15.2, "w2mpro": 14.1}""", Bands)]
    [InlineData("""{"cModelMag_r": 19.5}""", Bands)]
    [InlineData("null", Bands)]
    public void An_observation_without_a_measurement_is_answered_without_it_and_the_answer_says_so(
        string measurements, string inputs)
    {
        var message = $$"""
            {"observationId": "o1", "observedAt": "2026-01-15T20:00:00Z", "alpha": 118.66, "delta": 39.642, "u": 21.3,
             "g": 20.2, "r": 19.5, "i": 19.2, "z": 19.1, "measurements": {{measurements}}}
            """;
        var (received, unreadable) = ObservationReader.Read(Encoding.UTF8.GetBytes(message), "application/json");
        Assert.Empty(ObservationValidator.Validate(received, unreadable));

        var prediction = Assert.Single(trained.Model.Score([Observation.From(received)]));

        Assert.Equal(inputs, prediction!.Ensemble.Inputs.ToString());
    }

    private static void AssertClearlyBetter(ModelMetrics one, ModelMetrics other) => Assert.True(
        one.LogLoss < other.LogLoss - 0.1 && one.MacroF1 > other.MacroF1 + 0.05,
        FormattableString.Invariant(
            $"log loss {one.LogLoss:F3} and {other.LogLoss:F3}, macro-F1 {one.MacroF1:F3} and {other.MacroF1:F3}"));

    private async Task<(ModelMetrics Metrics, Dictionary<string, int> ByInputs)> EvaluateAsync(params string[] more)
    {
        var figures = JsonDocument.Parse(await trained.RunAsync([
            "evaluate", "--data", trained.Data, "--model", trained.Manifest.Version, "--part", "hold-out", "--json",
            .. more,
        ])).RootElement;
        Assert.Equal(0, figures.GetProperty("notAnswered").GetInt32());
        return (
            figures.GetProperty("metrics").Deserialize<ModelMetrics>(ModelManifest.Json)!,
            figures.GetProperty("byInputs").EnumerateArray().ToDictionary(
                group => group.GetProperty("name").GetString()!,
                group => group.GetProperty("metrics").GetProperty("rows").GetInt32()));
    }

    /// <summary>A model of three sets, from one download for all tests of the class.</summary>
    public sealed class Trained : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Data => _folder.File("sample.csv");

        internal ModelManifest Manifest { get; private set; } = null!;

        internal Classification.Scoring.ModelSnapshot Model { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await using var survey = new SkyServerStandIn(MadeUpSurvey.Observe(4000, seed: 6));
            await RunAsync([
                "download", "--url", survey.Address, "--rows", "3500", "--out", Data,
                "--columns", "psfMag_r,cModelMag_r,w1,w2",
            ]);
            await RunAsync([
                "train", "--data", Data, "--iterations", "20", "--learning-rate", "0.2", "--min-rows-per-leaf", "5",
                "--input-sets", $"{ShapeAndInfrared},{Shape},{Bands}".Replace(' ', '-'),
            ]);
            var store = new ModelStore(_folder.File("store"));
            Manifest = store.ReadManifest(Assert.Single(store.Versions()));
            Model = ModelLoader.Load(store, Manifest.Version);
        }

        /// <summary>Runs a command that must succeed without complaint, and returns what it wrote.</summary>
        public async Task<string> RunAsync(string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            string[] store = arguments[0] == "download" ? [] : ["--store", _folder.File("store")];
            var exit = await Program.RunAsync([.. arguments, .. store], Screen.OfText("trainer", output, error), new HastyTime());
            Assert.Equal((0, ""), (exit, error.ToString()));
            return output.ToString();
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
