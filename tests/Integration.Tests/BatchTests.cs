using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Simulation;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A batch is only a means: what happens to one observation does not depend on its neighbours.</summary>
public sealed class BatchTests(BrokerFixture broker, SmallModelFixture model)
{
    [Fact]
    public async Task One_bad_observation_among_500_costs_only_itself()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(500);
        observations[250] = observations[250] with { R = -9999 };

        // Waiting in the queue before the worker starts, so that they come as whole batches.
        await stage.Telescope.SendAsync(observations, Patience.Token());
        var worker = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.CountAsync(500);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(500, events.Count);
        var rejected = Assert.Single(events, received => received.IsRejection).Rejected;
        Assert.Equal(observations[250].ObservationId, rejected.ObservationId);
        Assert.Equal(
            observations
                .Where(observation => observation.R > 0)
                .Select(observation => observation.ObservationId)
                .Order(),
            events
                .Where(received => !received.IsRejection)
                .Select(received => received.Classified.ObservationId)
                .Order());
    }

    [Fact]
    public async Task Of_5000_observations_20_bad_ones_are_rejected_for_the_right_reasons()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var spoiled = new SimulatedNight(new NightOptions { Seed = 42, FaultyShare = 1 }).Observe(5_000).ToList();
        var night = new SimulatedNight(new NightOptions { Seed = 42 }).Observe(5_000).ToList();
        for (var i = 100; i < night.Count; i += 250)
        {
            night[i] = spoiled[i];
        }

        var worker = await stage.StartWorkerAsync(model.Store);
        await stage.Telescope.SendAsync(night.Select(simulated => simulated.Observation), Patience.Token());
        var events = await stage.Events.CountAsync(5_000);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(5_000, events.Count);
        Assert.Equal(4_980, events.Count(received => !received.IsRejection));
        Assert.Equal(
            night
                .Where(simulated => simulated.IsFaulty)
                .Select(bad => (bad.Observation.ObservationId, Told(bad.Faults, fault => (fault.Field, fault.Code))))
                .Order(),
            events
                .Where(received => received.IsRejection)
                .Select(received => received.Rejected)
                .Select(bad => (bad.ObservationId, Told(bad.Reasons, reason => (reason.Field, reason.Code))))
                .Order());

        static string Told<T>(IEnumerable<T> reasons, Func<T, (string? Field, string Code)> told) =>
            string.Join(", ", reasons.Select(told).Order());
    }

    [Fact]
    public async Task The_same_observation_twice_gives_two_events_with_one_id()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observation = Stage.Observations(1)[0];

        await stage.Telescope.SendAsync([observation, observation], Patience.Token());
        var worker = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.CountAsync(2);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(2, events.Count);
        Assert.All(events, received => Assert.Equal(observation.ObservationId, received.Classified.ObservationId));
        var id = EventId.OfClassification(
            observation.ObservationId!, observation.ObservedAt!.Value, model.Model.Sha256);
        Assert.Equal(
            id.ToString(),
            Assert.Single(events.Select(received => received.Properties.MessageId).Distinct()));
    }

    [Fact]
    public async Task Two_observations_under_one_AMQP_message_id_are_both_classified()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(2);
        var id = Guid.NewGuid().ToString();

        foreach (var observation in observations)
        {
            await stage.Telescope.SendAsync(
                ObservationSender.Serialize(observation), ObservationSender.PlainJson, id, Patience.Token());
        }

        var worker = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.CountAsync(2);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(
            observations.Select(observation => observation.ObservationId),
            events.Select(received => received.Classified.ObservationId).Order());
    }
}
