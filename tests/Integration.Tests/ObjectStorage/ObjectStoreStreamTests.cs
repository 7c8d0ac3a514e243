using Streaming.Classification.Models;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>Workers and a trainer, processes that share nothing but a bucket and a broker.</summary>
public sealed class ObjectStoreStreamTests(BrokerFixture broker, SmallModelFixture models) : IAsyncLifetime
{
    private static readonly string[] Names = ["first", "second", "third"];

    private Bucket _bucket = null!;

    public async ValueTask InitializeAsync() => _bucket = await Bucket.CreateAsync();

    public ValueTask DisposeAsync() => _bucket.DisposeAsync();

    [Fact]
    public async Task Three_workers_take_what_the_trainer_promotes_and_go_back_when_it_rolls_back()
    {
        var store = _bucket.Store;
        store.Add(models.Model.Manifest("before-1"), models.Model.Files);
        store.Promote("before-1", DateTimeOffset.UnixEpoch);
        store.Add(models.Model.Manifest("after-2"), models.Model.Files);
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        foreach (var name in Names)
        {
            var settings = new Dictionary<string, string?>(_bucket.Settings) { ["Instance__Name"] = name };
            await stage.Stage.StartWorkerAsync(_bucket.Path, settings);
        }

        await AssertAllUseAsync(stage, "before-1");
        await RunAsync(stage, "promote", "after-2", "--force", "--why", "a test");
        await AssertAllUseAsync(stage, "after-2");
        await stage.Stage.Telescope.SendAsync(Stage.Observations(50), Patience.Token());
        Assert.All(
            await stage.Stage.Events.CountAsync(50),
            received => Assert.Equal("after-2", received.Classified.Model.Version));

        await RunAsync(stage, "rollback");
        await AssertAllUseAsync(stage, "before-1");
        Assert.Equal(
            [("before-1", ChangeKind.Promoted), ("after-2", ChangeKind.Promoted), ("before-1", ChangeKind.RolledBack)],
            store.ReadHistory().Select(change => (change.Model, change.Kind)));
    }

    [Fact]
    public async Task A_trainer_refuses_a_server_without_conditions_in_one_line()
    {
        await using var bucket = await Bucket.CreateOnServerWithoutConditionsAsync();

        await using var trainer = TrainerProcess.Start(
            broker: null, bucket.Settings, "promote", "a", "--force", "--why", "a test", "--store", bucket.Path);

        Assert.Equal(1, await trainer.ExitAsync(Patience.Token()));
        Assert.StartsWith(
            $"trainer: the store {bucket.Path} cannot be changed: its server does not obey If-Match",
            Assert.Single(trainer.Errors.Split('\n')),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_waits_for_the_first_champion_of_an_empty_bucket()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());

        var worker = await stage.Stage.StartWorkerWithoutWaitingAsync(_bucket.Path, _bucket.Settings);
        await worker.WaitsForModelAsync(Patience.Token());
        await RunAsync(stage, "adopt");

        await worker.ReadyAsync();
        var activated = (await stage.Models.NextAsync()).Activated;
        Assert.Equal(new ModelStore(Checkout.Models).ReadChampion()!.Version, activated.Model.Version);
    }

    [Theory]
    [InlineData("s3://", "AWS_REGION", "us-east-1", "ModelStore__Path is 's3://', expected is a folder or s3://")]
    [InlineData("s3://Sky", "AWS_REGION", "us-east-1", "expected is a folder or s3://BUCKET/PREFIX")]
    [InlineData("s3://sky/models", "AWS_ENDPOINT_URL_S3", "minio:9000", "AWS_ENDPOINT_URL_S3 is 'minio:9000'")]
    [InlineData("s3://sky/models", "AWS_REGION", null, "set AWS_REGION for AWS, or AWS_ENDPOINT_URL_S3")]
    public async Task A_worker_says_at_the_start_which_setting_of_the_bucket_is_wrong(
        string path, string setting, string? value, string expected)
    {
        await using var worker = WorkerProcess.Start(new Dictionary<string, string?>
        {
            ["ModelStore__Path"] = path,
            [setting] = value,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        });

        Assert.NotEqual(0, await worker.ExitAsync(Patience.Token()));
        Assert.Contains(expected, Assert.Single(worker.Errors.Split('\n')), StringComparison.Ordinal);
    }

    private static async Task AssertAllUseAsync(SwapStage stage, string version)
    {
        foreach (var _ in Names)
        {
            Assert.Equal(version, (await stage.Models.NextAsync()).Activated.Model.Version);
        }
    }

    private async Task RunAsync(SwapStage stage, params string[] arguments)
    {
        await using var trainer = TrainerProcess.Start(
            stage.Stage.Host.Address, _bucket.Settings, [.. arguments, "--store", _bucket.Path]);
        Assert.True(await trainer.ExitAsync(Patience.Token()) == 0, trainer.Errors);
    }
}
