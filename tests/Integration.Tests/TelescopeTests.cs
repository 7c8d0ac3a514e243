using System.Text.Json;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The telescope's command line and the worker, both real, with nothing between them but the broker.</summary>
public sealed class TelescopeTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Count = 2_000;

    [Fact]
    public async Task A_night_published_before_any_worker_ran_is_answered_whole()
    {
        await using var stage = await Stage.SetWithoutQueueAsync(await broker.CreateVirtualHostAsync());
        var night = new SimulatedNight(new NightOptions { Seed = 5, FaultyShare = 0.02 }).Observe(Count).ToList();

        await using var publish = Telescope(stage, "publish", "--simulate", "2000", "--seed", "5", "--faulty", "0.02");
        Assert.Equal(0, await publish.ExitAsync(Patience.Token()));
        var worker = await stage.StartWorkerAsync(model.Store);
        var events = await stage.Events.CountAsync(Count);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(
            night.Where(simulated => !simulated.IsFaulty).Select(simulated => simulated.Observation.ObservationId),
            events
                .Where(received => !received.IsRejection)
                .Select(received => received.Classified.ObservationId)
                .Order());
        Assert.Equal(
            night
                .Where(simulated => simulated.IsFaulty)
                .Select(simulated => simulated.Observation.ObservationId)
                .Order(),
            events.Where(received => received.IsRejection).Select(received => received.Rejected.ObservationId).Order());
    }

    [Fact]
    public async Task Watching_shows_every_event()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        var observations = Stage.Observations(Count);

        await using var watch = Telescope(stage, "watch", "--json", "--count", "2000");
        // It has no sign of being subscribed but the events themselves: one at a time, until the first is shown.
        var shown = watch.LineAsync(line => line.StartsWith('{'), Patience.Token());
        await Patience.UntilAsync(
            async () =>
            {
                await stage.Telescope.SendAsync(observations[0], Patience.Token());
                return shown.IsCompleted;
            },
            "an event to be shown",
            () => watch.Errors);
        await stage.Telescope.SendAsync(observations, Patience.Token());
        Assert.Equal(0, await watch.ExitAsync(Patience.Token()));

        var lines = watch.Output.Split('\n');
        Assert.Equal(Count, lines.Length);
        Assert.All(lines, line => Assert.True(JsonDocument.Parse(line).RootElement.TryGetProperty("class", out _)));
    }

    [Fact]
    public async Task A_program_that_publishes_gets_the_counts_as_JSON()
    {
        await using var stage = await Stage.SetWithoutQueueAsync(await broker.CreateVirtualHostAsync());

        await using var publish = Telescope(stage, "publish", "--simulate", "100", "--json");

        Assert.Equal(0, await publish.ExitAsync(Patience.Token()));
        var summary = JsonDocument.Parse(publish.Output).RootElement;
        Assert.Equal(
            (100, 100, 0),
            (summary.GetProperty("sent").GetInt32(),
                summary.GetProperty("confirmed").GetInt32(),
                summary.GetProperty("unanswered").GetInt32()));
    }

    [Fact]
    public async Task Watching_into_a_pipe_is_plain_text()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());

        await using var watch = Telescope(stage, "watch", "--for", "2");

        Assert.Equal(0, await watch.ExitAsync(Patience.Token()));
        Assert.StartsWith("watched 0 events in ", watch.Output.Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', watch.Output + watch.Errors);
    }

    private static ChildProcess Telescope(Stage stage, params string[] arguments) => ChildProcess.Start(
        "dotnet",
        [Checkout.TelescopeAssembly, .. arguments, "--broker", stage.Host.Address.AbsoluteUri],
        new Dictionary<string, string?>());
}
