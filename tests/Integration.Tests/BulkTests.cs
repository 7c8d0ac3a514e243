using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>Many observations in a message, and many objects in an event, on a real broker.</summary>
public sealed class BulkTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Count = 2_000;

    [Theory]
    [InlineData(ObservationsTopology.BulkExchange, false)]
    [InlineData(ObservationsTopology.BulkExchange, true)]
    [InlineData(ObservationsTopology.Exchange, false)]
    public async Task Each_observation_of_a_message_is_answered_by_itself_whichever_queue_it_comes_from(
        string exchange, bool isPacked)
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(model.Store);
        var bodies = Stage.Observations(Count).ConvertAll(ObservationSender.Serialize);
        bodies[7] = "{\"observationId\":\"faulty\"}"u8.ToArray();

        await Task.WhenAll(bodies.Chunk(500)
            .Select(some => stage.Telescope.SendManyAsync(some, exchange, isPacked, Patience.Token())));
        await stage.Telescope.SendAsync(Stage.Observations(Count + 1)[Count], Patience.Token());
        var events = await stage.Events.CountAsync(Count + 1);
        await stage.AssertNothingLeftAsync(worker);

        var rejected = Assert.Single(events, received => received.IsRejection).Rejected;
        Assert.Equal(("faulty", 7), (rejected.ObservationId, rejected.Position));
        Assert.Equal(bodies[7], Convert.FromBase64String(rejected.Received.Base64));
        Assert.Equal(
            Stage.Observations(Count + 1).Where((_, i) => i != 7).Select(one => one.ObservationId).Order(),
            events.Where(received => !received.IsRejection)
                .Select(received => received.Classified.ObservationId).Order());
        Assert.Equal(Count + 1, events.Select(received => received.Properties.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Events_of_many_hold_what_those_of_one_hold_under_the_same_ids()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(
            model.Store, new Dictionary<string, string?> { ["Events__Form"] = "both", ["Batching__MessageLimit"] = "1" });

        await stage.Telescope.SendManyAsync(
            Stage.Observations(Count).Select(ObservationSender.Serialize),
            ObservationsTopology.BulkExchange,
            isPacked: false,
            Patience.Token());
        var events = await stage.Events.CountAsync(Count + (Count / ObjectsClassified.MostObjects));

        var singles = events.Where(received => received.Exchange == EventCollector.Classifications)
            .Select(received => received.Classified with { EventId = Guid.Parse(received.Properties.MessageId!) });
        var many = events.Where(received => received.Exchange == EventCollector.Bulk).ToList();
        Assert.Equal(
            singles.Select(one => one.ToString()).Order(), many.SelectMany(one => one.Many.Objects).Select(one => one.ToString()).Order());
        Assert.All(many, one => Assert.Equal(
            EventId.OfObjects(one.Many.Objects.Select(single => single.EventId!.Value)).ToString(),
            one.Properties.MessageId));
        Assert.All(many, one => Assert.Equal(
            "urn:message:Streaming.Contracts:ObjectsClassified", one.Header("MT-MessageType")));
    }

    [Fact]
    public async Task A_worker_killed_amid_messages_of_many_loses_none_of_them()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(
            model.Store, new Dictionary<string, string?> { ["Events__Form"] = "bulk" });
        var bodies = Stage.Observations(20 * Count).ConvertAll(ObservationSender.Serialize);

        var sending = Task.WhenAll(bodies.Chunk(250).Select(some => stage.Telescope.SendManyAsync(
            some, ObservationsTopology.BulkExchange, isPacked: false, Patience.Token())));
        await stage.Events.NextAsync();
        await worker.KillAsync(Patience.Token());
        await sending;
        var next = await stage.StartWorkerAsync(model.Store);
        var ids = new HashSet<Guid>();
        while (ids.Count < bodies.Count)
        {
            var received = await stage.Events.NextAsync();
            ids.UnionWith(received.Exchange == EventCollector.Bulk
                ? received.Many.Objects.Select(one => one.EventId!.Value)
                : [Guid.Parse(received.Properties.MessageId!)]);
        }

        await stage.AssertNothingLeftAsync(next);
    }
}
