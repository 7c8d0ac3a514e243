using System.IO.Compression;
using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Streaming.Trainer.Tests.Promoting;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// Models that know one input set alone, as all did before: they swap in under a running worker, answer what has all bands
/// and a redshift, and leave the rest to a rejection that says so.
/// </summary>
public sealed class OneSetModelTests(BrokerFixture broker, SmallModelFixture models)
{
    private static readonly ObservationReceived Whole = Stage.Observations(1)[0];

    private static readonly ObservationReceived Photometric =
        Whole with { ObservationId = "photometric", Redshift = null };

    private static readonly ObservationReceived WithoutU = Whole with { ObservationId = "without-u", U = -9999 };

    [Fact]
    public async Task A_package_of_the_former_format_and_an_imported_model_take_turns_with_one_of_several_sets()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        models.Model.Promote(stage.Store.Path, "several-1");
        var worker = Assert.Single(await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker"));
        await AssertSeveralSetsAsync(stage);

        FormerPackage.CopyTo(stage.Store);
        Assert.Equal(1, stage.Store.ReadManifest(FormerPackage.Version).Format);
        await PromoteAsync(stage, FormerPackage.Version);
        await AssertOneSetAsync(stage, FormerPackage.Version);

        var imported = await ImportAsync(stage.Store);
        await PromoteAsync(stage, imported);
        await AssertOneSetAsync(stage, imported);

        await PromoteAsync(stage, "several-1");
        await AssertSeveralSetsAsync(stage);
        await stage.Stage.AssertNothingLeftAsync(worker);
    }

    [Fact]
    public async Task A_worker_starts_with_a_package_of_the_former_format()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        FormerPackage.CopyTo(stage.Store);
        stage.Store.Promote(FormerPackage.Version, DateTimeOffset.UnixEpoch);
        var worker = Assert.Single(await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker"));

        await AssertOneSetAsync(stage, FormerPackage.Version);

        await stage.Stage.AssertNothingLeftAsync(worker);
    }

    private static async Task AssertOneSetAsync(SwapStage stage, string version)
    {
        var manifest = stage.Store.ReadManifest(version);
        var classified = await ClassifiedAsync(stage, Whole);
        Assert.Equal((version, manifest.Sha256), (classified.Model.Version, classified.Model.Sha256));
        Assert.Equal("u g r i z redshift", string.Join(' ', classified.Inputs!));
        // Neither knows what it would take to tell these.
        Assert.Null(classified.Candidates);
        Assert.Null(classified.Novelty);
        Assert.Equal("u g r i z", await UnsupportedAsync(stage, Photometric));
        Assert.Equal("g r i z redshift", await UnsupportedAsync(stage, WithoutU));
    }

    private static async Task AssertSeveralSetsAsync(SwapStage stage)
    {
        foreach (var (observation, inputs) in new[]
            { (Whole, "u g r i z redshift"), (Photometric, "u g r i z"), (WithoutU, "g r i") })
        {
            var classified = await ClassifiedAsync(stage, observation);
            Assert.Equal(("several-1", inputs), (classified.Model.Version, string.Join(' ', classified.Inputs!)));
        }
    }

    private static async Task<ObjectClassified> ClassifiedAsync(SwapStage stage, ObservationReceived observation)
    {
        await stage.Stage.Telescope.SendAsync(observation, Patience.Token());
        var next = await stage.Stage.Events.NextAsync();
        Assert.False(next.IsRejection);
        Assert.Equal(observation.ObservationId, next.Classified.ObservationId);
        return next.Classified;
    }

    /// <summary>What was measured of an observation that is rejected since no ensemble takes that.</summary>
    private static async Task<string?> UnsupportedAsync(SwapStage stage, ObservationReceived observation)
    {
        await stage.Stage.Telescope.SendAsync(observation, Patience.Token());
        var next = await stage.Stage.Events.NextAsync();
        Assert.True(next.IsRejection);
        Assert.Equal(observation.ObservationId, next.Rejected.ObservationId);
        var reason = Assert.Single(next.Rejected.Reasons);
        Assert.Equal((RejectionCode.InputsNotSupported, null), (reason.Code, reason.Field));
        return reason.Value;
    }

    private static async Task PromoteAsync(SwapStage stage, string version)
    {
        await using var trainer = TrainerProcess.Start(
            stage.Stage.Host.Address, "promote", version, "--force", "--why", "a test", "--store", stage.Store.Path);
        var exit = await trainer.ExitAsync(Patience.Token());
        Assert.True((exit, trainer.Errors) == (0, ""), $"{trainer.Output}\n{trainer.Errors}");
        Assert.Equal(version, (await stage.Models.NextAsync()).Activated.Model.Version);
    }

    /// <summary>Imports the previous system's model, as XGBoost wrote it; returns its version.</summary>
    private static async Task<string> ImportAsync(ModelStore store)
    {
        using var folder = new TemporaryFolder();
        var model = folder.Combine("previous-system.json");
        await using (var packed = File.OpenRead(
            Path.Combine(AppContext.BaseDirectory, "fixtures", "previous-system.json.gz")))
        await using (var unpacked = File.Create(model))
        {
            await new GZipStream(packed, CompressionMode.Decompress).CopyToAsync(unpacked, Patience.Token());
        }

        var before = store.Versions();
        await TrainerProcess.RunAsync(
            "import", "--xgboost", model, "--classes", "GALAXY,STAR,QSO", "--store", store.Path);
        return Assert.Single(store.Versions().Except(before));
    }
}
