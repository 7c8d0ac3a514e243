using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Trainer.Data;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

/// <summary><c>train --labels</c>: one model of what is in a file and what was received.</summary>
public sealed class LabelledTrainingTests : IDisposable
{
    private const int FileRows = 1200;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Files_and_labels_train_one_model_and_its_manifest_tells_them_apart()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(FileRows));
        var known = CatalogueReader.Read([data], Cancellation).Rows.Take(30).ToList();
        Label[] corrected = [.. known.Select((row, i) => Label(row, $"again-{i}"))];
        Label[] others = [.. new SimulatedNight(new NightOptions { Seed = 77 }).Observe(200).Select(
            made => SomeLabels.Of(new ObservationLabelled
            {
                Observation = made.Observation, Class = made.Class, LabelledAt = SomeLabels.Night, LabelledBy = "survey",
            }))];
        var labels = _folder.File("labels.db");
        var received = await LabelStore.OpenAsync(LabelStoreAddress.Sqlite(labels), TimeProvider.System, Cancellation);
        await received.PutAsync([.. corrected, .. others], Cancellation);

        var alone = await TrainAsync("alone", ["--data", data]);
        var together = await TrainAsync("together", ["--data", data, "--labels", labels]);

        Assert.Null(alone.Labels);
        Assert.Equal(FileRows, alone.Rows);
        Assert.Equal(FileRows + 200, together.Rows);
        Assert.Equal((230, 230, 30), (together.Labels!.Count, together.Labels.Rows, together.Labels.Replaced));
        // Each of the thirty was called a star, whatever the file says.
        Assert.Equal(
            alone.TrainingRows[ObjectClass.Star] + alone.HoldOutRows[ObjectClass.Star]
                + known.Count(row => row.Class != ObjectClass.Star)
                + others.Count(label => label.Class == ObjectClass.Star),
            together.TrainingRows[ObjectClass.Star] + together.HoldOutRows[ObjectClass.Star]);
    }

    [Fact]
    public async Task Labels_of_photometry_train_the_input_sets_that_they_have()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(FileRows));
        Label[] photometric = [.. new SimulatedNight(new NightOptions { Seed = 77 }).Observe(200).Select(
            made => SomeLabels.Of(new ObservationLabelled
            {
                Observation = made.Observation with { U = null, Z = 99, Redshift = null },
                Class = made.Class,
                LabelledAt = SomeLabels.Night,
            }))];
        var labels = _folder.File("labels.db");
        var received = await LabelStore.OpenAsync(LabelStoreAddress.Sqlite(labels), TimeProvider.System, Cancellation);
        await received.PutAsync(photometric, Cancellation);

        await TrainAsync("together", ["--data", data, "--labels", labels], "u-g-r-i-z-redshift,g-r-i");

        Assert.Equal(
            [("u-g-r-i-z-redshift", FileRows), ("g-r-i", FileRows + photometric.Length)],
            Manifest("together").Ensembles.Select(
                one => (string.Join('-', one.Inputs), one.HoldOut!.Rows + one.OutOfFold!.Rows)));
    }

    private static Label Label(LabelledRow row, string id)
    {
        var o = row.Observation;
        return SomeLabels.Of(new ObservationLabelled
        {
            Observation = SomeLabels.Message(id).Observation! with
            {
                U = o.U,
                G = o.G,
                R = o.R,
                I = o.I,
                Z = o.Z,
                Redshift = o.Redshift,
            },
            Class = ObjectClass.Star,
            LabelledAt = SomeLabels.Night,
        });
    }

    private ModelManifest Manifest(string name)
    {
        var store = new ModelStore(_folder.File(name));
        return store.ReadManifest(Assert.Single(store.Versions()));
    }

    private async Task<DataDescription> TrainAsync(string name, string[] data, string inputSets = "u-g-r-i-z-redshift")
    {
        string[] fast =
        [
            "--iterations", "8", "--learning-rate", "0.3", "--min-rows-per-leaf", "5", "--input-sets", inputSets,
        ];
        var exitCode = await Program.RunAsync(
            ["train", .. data, .. fast, "--store", _folder.File(name)],
            Screen.OfText("trainer", _output, _error),
            TimeProvider.System);

        Assert.Equal((0, ""), (exitCode, _error.ToString()));
        return Manifest(name).Data!;
    }
}
