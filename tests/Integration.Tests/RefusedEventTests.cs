using System.Globalization;
using System.Net;
using System.Text;
using RabbitMQ.Client;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A broker that refuses an event: its observation is not acknowledged before the event was taken.</summary>
public sealed class RefusedEventTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Count = 200;

    [Fact]
    public async Task Events_that_a_full_queue_refuses_come_when_there_is_room_and_others_hardly_see_them_again()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await using var full = await FullQueue.BindAsync(stage.Host);

        var worker = await stage.StartWorkerAsync(model.Store);
        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());
        await Patience.UntilAsync(
            async () =>
            {
                using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
                var health = await ready.Content.ReadAsStringAsync(Patience.Token());
                return ready.StatusCode == HttpStatusCode.ServiceUnavailable
                    && health.Contains("publishing_failed", StringComparison.Ordinal)
                    && health.Contains("the broker refused", StringComparison.Ordinal);
            },
            "readiness to tell of the refusal");
        await Scrape.UntilAsync(
            worker.Http, scrape => scrape.Sum("streaming_messages_set_aside") == Count, "all of them to be set aside");
        await full.DeleteAsync();
        var events = await stage.Events.DistinctAsync(Count);
        // The events of the refused attempts have come, too: only a confirmed batch is counted.
        await Scrape.UntilAsync(
            worker.Http, scrape => scrape.Sum("streaming_observations_total") == Count, "every event to be confirmed");
        await worker.ReadyAsync();
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(
            Stage.Observations(Count).Select(observation => observation.ObservationId).Order(),
            events.Select(received => received.Classified.ObservationId).Distinct().Order());
        // Once when they were refused, a few that probed, and once more when they were taken.
        Assert.InRange(events.Count, Count, (2 * Count) + 10);
        Assert.DoesNotContain("   at ", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_event_that_is_too_large_holds_nobody_and_its_observation_ends_in_the_error_queue()
    {
        await using var own = await BrokerChoice.StartOwnAsync(Patience.Token());
        await own.ControlAsync(
            ["eval", "application:set_env(rabbit, max_message_size, 70000)."], Patience.Token());
        await using var stage = await Stage.SetAsync(await VirtualHost.CreateAsync(own, Patience.Token()));
        var worker = await stage.StartWorkerAsync(
            model.Store, new Dictionary<string, string?> { ["Events__RetryFor"] = "00:00:15" });
        // Rejected, with what was received in base64: a third larger than the message.
        var large = Encoding.UTF8.GetBytes(new string('x', 60_000));

        worker.Freeze();
        var observations = Stage.Observations(Count);
        await stage.Telescope.SendAsync(observations[..(Count / 2)], Patience.Token());
        await stage.Telescope.SendAsync(large, ObservationSender.PlainJson, "large", Patience.Token());
        await stage.Telescope.SendAsync(observations[(Count / 2)..], Patience.Token());
        worker.Thaw();
        var events = await stage.Events.DistinctAsync(Count);
        await Patience.UntilAsync(
            async () => await stage.Telescope.WaitingAsync("observations_error", Patience.Token()) == 1,
            "the large one to be in the error queue",
            () => worker.Output);

        Assert.Equal(
            observations.Select(observation => observation.ObservationId).Order(),
            events.Select(received => received.Classified.ObservationId).Distinct().Order());
        await using var connection = await stage.Host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        var kept = (await channel.BasicGetAsync("observations_error", autoAck: true, Patience.Token()))!;
        Assert.Equal(large, kept.Body.ToArray());
        Assert.Equal("large", kept.BasicProperties.MessageId);
        Assert.Contains("larger than", Header(kept, "Streaming-Reason"), StringComparison.Ordinal);
        Assert.InRange(
            DateTimeOffset.Parse(Header(kept, "Streaming-Failed-At"), CultureInfo.InvariantCulture),
            TimeProvider.System.GetUtcNow().AddMinutes(-2),
            TimeProvider.System.GetUtcNow().AddMinutes(1));
        await worker.ReadyAsync();
        await Scrape.UntilAsync(
            worker.Http, scrape => scrape.Sum("streaming_messages_errors_total") == 1, "the move to be counted");
        await stage.AssertNothingLeftAsync(worker);
    }

    [Fact]
    public async Task Events_that_no_queue_takes_are_kept_until_there_is_one_where_that_is_asked_for()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(
            model.Store, new Dictionary<string, string?> { ["Events__Mandatory"] = "true" });
        await using var connection = await stage.Host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await channel.QueueUnbindAsync(
            EventCollector.Queue, EventCollector.Classifications, "", cancellationToken: Patience.Token());

        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());
        await Patience.UntilAsync(
            async () =>
            {
                using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
                return (await ready.Content.ReadAsStringAsync(Patience.Token())).Contains(
                    "events were returned: no queue is bound to Streaming.Contracts:ObjectClassified",
                    StringComparison.Ordinal);
            },
            "readiness to tell of it");
        await channel.QueueBindAsync(
            EventCollector.Queue, EventCollector.Classifications, "", cancellationToken: Patience.Token());
        var events = await stage.Events.DistinctAsync(Count);
        await worker.ReadyAsync();
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(
            Stage.Observations(Count).Select(observation => observation.ObservationId).Order(),
            events.Select(received => received.Classified.ObservationId).Order());
    }

    private static string Header(BasicGetResult message, string name) =>
        Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers![name]!);
}
