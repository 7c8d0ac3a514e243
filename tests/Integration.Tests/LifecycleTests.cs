using System.Diagnostics;
using System.Net;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>Workers come and go, and get their model late: no observation is lost by it.</summary>
public sealed class LifecycleTests(BrokerFixture broker, SmallModelFixture model)
{
    // A pod gets 30 s before it is killed; half of it leaves room for a slower machine than this.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Observations_published_before_any_worker_ran_are_classified()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(100);

        await stage.Telescope.SendAsync(observations, Patience.Token());
        Assert.Equal(100u, await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()));
        var worker = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.CountAsync(100);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(Ids(observations), IdsOf(events).Order());
    }

    [Fact]
    public async Task A_worker_without_a_model_keeps_the_queue_and_classifies_once_it_gets_one()
    {
        using var store = new TemporaryFolder();
        await using var stage = await Stage.SetWithoutQueueAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(10);

        var worker = await stage.StartWorkerWithoutWaitingAsync(store.Path);
        await worker.WaitsForModelAsync(Patience.Token());
        await stage.Telescope.SendAsync(observations, Patience.Token());
        using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var reason = await ready.Content.ReadAsStringAsync(Patience.Token());
        Assert.Contains("champion.json", reason, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await worker.StatusAsync("/health/live"));
        Assert.Equal(10u, await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()));

        model.Model.Promote(store.Path, "late-1");
        var events = await stage.Events.CountAsync(10);
        await worker.ReadyAsync();
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(Ids(observations), IdsOf(events).Order());
        Assert.All(events, received => Assert.Equal("late-1", received.Classified.Model.Version));
    }

    [Fact]
    public async Task A_new_champion_is_used_by_the_running_worker()
    {
        using var store = new TemporaryFolder();
        model.Model.Promote(store.Path, "first-1");
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(store.Path);
        var observation = Stage.Observations(1)[0];
        await stage.Telescope.SendAsync(observation, Patience.Token());
        Assert.Equal("first-1", (await stage.Events.NextAsync()).Classified.Model.Version);

        model.Model.Promote(store.Path, "second-2");

        await Patience.UntilAsync(
            async () =>
            {
                await stage.Telescope.SendAsync(observation, Patience.Token());
                return (await stage.Events.NextAsync()).Classified.Model.Version == "second-2";
            },
            "the new champion to classify");
    }

    [Fact]
    public async Task A_worker_told_to_end_in_mid_stream_loses_nothing_and_repeats_nothing()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(20_000);
        await stage.Telescope.SendAsync(observations, Patience.Token());

        var first = await stage.StartWorkerAsync(model.Store);
        await stage.Events.CountAsync(1_000);
        var stop = Stopwatch.StartNew();
        Assert.Equal(0, await first.TerminateAsync(Patience.Token()));
        Assert.InRange(stop.Elapsed, TimeSpan.Zero, StopLimit);
        Assert.NotEqual(0u, await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()));

        var second = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.CountAsync(observations.Count);
        await stage.AssertNothingLeftAsync(second);

        Assert.Equal(Ids(observations), IdsOf(events).Order());
    }

    [Fact]
    public async Task A_worker_told_to_end_settles_what_it_has_taken()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(model.Store);
        await stage.Telescope.SendAsync(Stage.Observations(1), Patience.Token());
        await Patience.UntilAsync(
            async () => await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()) == 0,
            "the observation to be taken");

        await stage.AssertNothingLeftAsync(worker);

        Assert.Single(await stage.Events.CountAsync(1));
    }

    [Fact]
    public async Task Workers_killed_in_mid_stream_lose_nothing()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(20_000);
        await stage.Telescope.SendAsync(observations, Patience.Token());

        // Several, since each dies at another point of a batch.
        foreach (var seen in (int[])[1, 2_500, 5_000, 7_500])
        {
            var victim = await stage.StartWorkerWithoutWaitingAsync(model.Store);
            await stage.Events.DistinctAsync(seen);
            await victim.KillAsync(Patience.Token());
            await Patience.UntilAsync(
                async () => await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()) > 0,
                "what the killed worker had not acknowledged to be back in the queue");
        }

        var last = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.DistinctAsync(observations.Count);
        await stage.AssertNothingLeftAsync(last);

        // Repeats are allowed; each carries the id of the event that it repeats.
        Assert.Equal(Ids(observations), IdsOf(events).Distinct().Order());
    }

    private List<string> Ids(IEnumerable<ObservationReceived> observations) =>
    [
        .. observations
            .Select(observation => EventId.OfClassification(
                observation.ObservationId!, observation.ObservedAt!.Value, model.Model.Sha256).ToString())
            .Order(),
    ];

    private static IEnumerable<string> IdsOf(IEnumerable<ReceivedEvent> events) =>
        events.Select(received => received.Properties.MessageId!);
}
