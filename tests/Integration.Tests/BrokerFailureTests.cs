using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The broker goes down and comes back while observations stream: at least once holds.</summary>
public sealed class BrokerFailureTests(SmallModelFixture model)
{
    private const int Third = 4_000;

    // Telescopes that wait for a confirm at the same time.
    private static readonly ParallelOptions Telescopes = new() { MaxDegreeOfParallelism = 64 };

    [Fact]
    public Task A_broker_stopped_and_started_in_mid_stream_loses_nothing() =>
        StreamAcrossAsync((broker, token) => broker.StopAsync(token));

    [Fact]
    public Task A_broker_killed_and_started_in_mid_stream_loses_nothing() =>
        StreamAcrossAsync((broker, token) => broker.KillAsync(token));

    private async Task StreamAcrossAsync(Func<IRestartableBroker, CancellationToken, Task> takeDown)
    {
        await using var broker = await BrokerChoice.StartOwnAsync(Patience.Token());
        await using var stage = await Stage.SetAsync(await VirtualHost.CreateAsync(broker, Patience.Token()));
        var worker = await stage.StartWorkerAsync(model.Store);
        var observations = Stage.Observations(3 * Third);

        await SendAsync(stage, observations[..Third]);
        await stage.Events.DistinctAsync(Third / 4);
        // The second third is published while the broker goes down, the last one when it is down.
        var second = SendAsync(stage, observations[Third..(2 * Third)]);
        await takeDown(broker, Patience.Token());
        var last = SendAsync(stage, observations[(2 * Third)..]);
        await broker.StartAsync(Patience.Token());
        await Task.WhenAll(second, last);
        var events = await EventsAsync(stage, worker, observations.Count);
        // What a telescope sent again because it saw no confirm may wait behind the last of the different events.
        await Patience.UntilAsync(
            async () => await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()) == 0,
            "the queue to be empty");
        await stage.AssertNothingLeftAsync(worker);

        // Repeats are allowed; each carries the id of the event that it repeats.
        var expected = observations.Select(observation => EventId.OfClassification(
            observation.ObservationId!, observation.ObservedAt!.Value, model.Model.Sha256).ToString());
        Assert.Equal(expected.Order(), events.Select(received => received.Properties.MessageId!).Distinct().Order());
    }

    // Where the missing ones are says who stands still: the worker, the broker, or the subscriber of this test.
    private static async Task<IReadOnlyList<ReceivedEvent>> EventsAsync(Stage stage, WorkerProcess worker, int count)
    {
        try
        {
            return await stage.Events.DistinctAsync(count);
        }
        catch (TimeoutException fault)
        {
            throw new TimeoutException($"{fault.Message}\n{await stage.DescribeAsync(worker)}", fault);
        }
    }

    private static Task SendAsync(Stage stage, IEnumerable<ObservationReceived> observations) =>
        Parallel.ForEachAsync(observations, Telescopes, async (observation, _) =>
            await stage.Telescope.SendAgainUntilConfirmedAsync(observation, Patience.Token()));
}
