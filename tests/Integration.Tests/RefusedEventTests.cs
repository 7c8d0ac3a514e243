using System.Net;
using RabbitMQ.Client;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A broker that refuses an event: its observation is not acknowledged before the event was taken.</summary>
public sealed class RefusedEventTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Count = 20;
    private const string Full = "full";

    [Fact]
    public async Task Events_that_a_full_queue_refuses_come_when_there_is_room()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await using var connection = await stage.Host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await FillAsync(channel);

        var worker = await stage.StartWorkerAsync(model.Store);
        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());
        await Patience.UntilAsync(
            () => Task.FromResult(worker.Output.Contains("the broker refused event", StringComparison.Ordinal)),
            "the worker to tell of the refusal",
            () => worker.Output);
        // Two batches fail in turn, and the one that is refused takes the connection of the other with it.
        await Patience.UntilAsync(
            async () =>
            {
                using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
                var health = await ready.Content.ReadAsStringAsync(Patience.Token());
                return ready.StatusCode == HttpStatusCode.ServiceUnavailable
                    && health.Contains("publishing_failed", StringComparison.Ordinal)
                    && health.Contains("the broker refused event", StringComparison.Ordinal);
            },
            "readiness to tell of the refusal");
        await channel.QueueDeleteAsync(Full, cancellationToken: Patience.Token());
        var events = await stage.Events.DistinctAsync(Count);
        // The events of the refused attempts have come, too: only a confirmed batch is counted.
        await Scrape.UntilAsync(
            worker.Http, scrape => scrape.Sum("streaming_observations_total") == Count, "every event to be confirmed");
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(
            Stage.Observations(Count).Select(observation => observation.ObservationId).Order(),
            events.Select(received => received.Classified.ObservationId).Distinct().Order());
    }

    private static async Task FillAsync(IChannel channel)
    {
        var token = Patience.Token();
        await channel.QueueDeclareAsync(
            Full,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" },
            cancellationToken: token);
        await channel.QueueBindAsync(Full, EventCollector.Classifications, "", cancellationToken: token);
        await channel.BasicPublishAsync("", Full, body: new byte[1], cancellationToken: token);
    }
}
