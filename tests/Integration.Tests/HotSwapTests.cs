using System.Net.Http.Json;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A promotion reaches every running worker, by message or without it, and the stream does not notice.</summary>
/// <remarks>It is timed: brokers that start and stop beside it would be measured with it.</remarks>
[Collection(nameof(HotSwapTests))]
[CollectionDefinition(nameof(HotSwapTests), DisableParallelization = true)]
public sealed class HotSwapTests(BrokerFixture broker, SmallModelFixture models)
{
    private const int Swaps = 12;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly string[] Names = ["first", "second", "third"];

    [Fact]
    public Task By_message_a_promotion_is_active_in_three_workers_within_two_seconds() =>
        PromoteToThreeAsync(SwapStage.OnlyMessages, isAnnounced: true, Bound);

    [Fact]
    public Task With_the_message_lost_a_promotion_is_active_in_three_workers_a_polling_interval_later() =>
        PromoteToThreeAsync(
            new Dictionary<string, string?> { [WorkerProcess.PollingInterval] = Polling.ToString() },
            isAnnounced: false,
            Polling + Bound);

    [Fact]
    public async Task Models_change_under_a_stream_and_every_batch_is_classified_once_and_by_one_model()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        SmallModel[] two = [models.Model, SmallModel.Train(seed: 18)];
        stage.Store.Add(two[1].Manifest("odd"), two[1].Files);
        two[0].Promote(stage.Store.Path, "even");
        var worker = Assert.Single(await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker"));
        using var enough = new CancellationTokenSource();
        var streaming = stage.StreamAsync(enough.Token);

        for (var swap = 1; swap <= Swaps; swap++)
        {
            var version = swap % 2 == 0 ? "even" : "odd";
            stage.Store.Promote(version, DateTimeOffset.UnixEpoch);
            await stage.Promoter.AnnounceAsync(version, two[swap % 2].Sha256, Patience.Token());
            Assert.Equal(version, (await stage.Models.NextAsync()).Activated.Model.Version);
        }

        await enough.CancelAsync();
        var observations = await streaming;
        var events = await stage.Stage.Events.CountAsync(observations.Count);
        await stage.Stage.AssertNothingLeftAsync(worker);

        var classified = events.Select(received => received.Classified).ToList();
        Assert.Equal(
            observations.Select(observation => observation.ObservationId).Order(StringComparer.Ordinal),
            classified.Select(one => one.ObservationId).Order(StringComparer.Ordinal));
        Assert.All(events, received => Assert.Equal(
            received.Properties.MessageId,
            EventId.OfClassification(
                received.Classified.ObservationId,
                received.Classified.ObservedAt,
                received.Classified.Model.Sha256).ToString()));
        // A batch is classified at one instant.
        Assert.All(
            classified.GroupBy(one => one.ClassifiedAt),
            batch => Assert.Single(batch.Select(one => one.Model).Distinct()));
        Assert.Equal(["even", "odd"], classified.Select(one => one.Model.Version).Distinct().Order());
    }

    [Fact]
    public async Task A_worker_hears_promotions_again_after_its_broker_was_away_and_swaps_meanwhile_by_polling()
    {
        await using var own = await BrokerChoice.StartOwnAsync(Patience.Token());
        await using var stage = await SwapStage.SetAsync(await VirtualHost.CreateAsync(own, Patience.Token()));
        models.Model.Promote(stage.Store.Path, "before-1");
        var hearing = Assert.Single(await stage.StartWorkersAsync(SwapStage.OnlyMessages, "hearing"));
        var polling = await stage.Stage.StartWorkerAsync(
            stage.Store.Path, new Dictionary<string, string?> { ["Instance__Name"] = "polling" });
        await stage.Models.CountAsync(2);

        await own.StopAsync(Patience.Token());
        models.Model.Promote(stage.Store.Path, "meanwhile-2");
        await Patience.UntilAsync(
            async () => await PredictingVersionAsync(polling) == "meanwhile-2",
            "a worker without a broker to take the new champion",
            () => polling.Output);
        await own.StartAsync(Patience.Token());
        var late = (await stage.Models.CountAsync(4)).Skip(2).Select(received => received.Activated).ToList();
        await stage.HeardAsync(2);
        models.Model.Promote(stage.Store.Path, "after-3");
        await using var promoter = await Promoter.ConnectAsync(stage.Stage.Host, Patience.Token());
        await promoter.AnnounceAsync("after-3", models.Model.Sha256, Patience.Token());
        var last = (await stage.Models.CountAsync(6)).Skip(4).Select(received => received.Activated).ToList();
        await hearing.ReadyAsync();

        Assert.All(late, activated => Assert.Equal("meanwhile-2", activated.Model.Version));
        Assert.All(last, activated => Assert.Equal("after-3", activated.Model.Version));
        Assert.Equal(["hearing", "polling"], last.Select(activated => activated.Instance).Order());
    }

    private async Task PromoteToThreeAsync(
        IReadOnlyDictionary<string, string?> settings, bool isAnnounced, TimeSpan bound)
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        models.Model.Promote(stage.Store.Path, "before-1");
        await stage.StartWorkersAsync(settings, Names);
        stage.Store.Add(models.Model.Manifest("after-2"), models.Model.Files);

        var promotedAt = TimeProvider.System.GetUtcNow();
        stage.Store.Promote("after-2", promotedAt);
        if (isAnnounced)
        {
            await stage.Promoter.AnnounceAsync("after-2", models.Model.Sha256, Patience.Token());
        }

        var events = await stage.Models.CountAsync(2 * Names.Length);

        var activated = events.Skip(Names.Length).Select(received => received.Activated).ToList();
        Assert.All(activated, one => Assert.Equal("after-2", one.Model.Version));
        Assert.Equal(Names.Order(), activated.Select(one => one.Instance).Order());
        Assert.InRange(activated.Max(one => one.ActivatedAt) - promotedAt, TimeSpan.Zero, bound);
    }

    private static async Task<string?> PredictingVersionAsync(WorkerProcess worker)
    {
        using var answer = await worker.Http.PostAsJsonAsync("/predict", Stage.Observations(1)[0], Patience.Token());
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token());
        return body.GetProperty("model").GetProperty("version").GetString();
    }
}
