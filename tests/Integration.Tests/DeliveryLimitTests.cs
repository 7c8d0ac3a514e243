using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// A broker that counts deliveries, as RabbitMQ 4 does by itself: a worker that dies again and again counts on everything
/// that it held. Where the worker has declared the queue, that is kept.
/// </summary>
public sealed class DeliveryLimitTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Count = 500;
    private const int Limit = 5;

    [Fact]
    public async Task What_dying_workers_held_more_often_than_the_limit_is_kept_with_the_dead()
    {
        var host = await broker.CreateVirtualHostAsync();
        await host.SetPolicyAsync(
            "limit",
            "^observations$",
            new Dictionary<string, object> { ["delivery-limit"] = Limit },
            priority: 0,
            Patience.Token());
        await using var stage = await Stage.SetWithoutQueueAsync(host);
        await using var full = await FullQueue.BindAsync(host);
        var worker = await stage.StartWorkerAsync(model.Store);
        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());
        for (var death = 0; death <= Limit; death++)
        {
            // The broker takes no event, so that the worker holds everything.
            await Scrape.UntilAsync(
                worker.Http,
                scrape => scrape.Sum("streaming_observations_in_flight") == Count,
                "the worker to hold everything");
            await worker.KillAsync(Patience.Token());
            if (death < Limit)
            {
                worker = await stage.StartWorkerWithoutWaitingAsync(model.Store);
            }
        }

        await Patience.UntilAsync(
            async () => await stage.Telescope.WaitingAsync(ObservationsTopology.Dead, Patience.Token()) == Count,
            "all of them to be with the dead");
        Assert.Equal(0u, await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()));
    }
}
