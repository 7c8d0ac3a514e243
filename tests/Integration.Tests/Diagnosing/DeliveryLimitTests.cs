using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Diagnosing;

/// <summary>
/// A crash counts against every message that a worker holds. Where a limit of deliveries would lose them a worker refuses
/// to begin; where what exceeds it is kept, it runs, and nothing is lost.
/// </summary>
public sealed class DeliveryLimitTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Limit = 5;
    private const int FewCrashes = 2;
    private const string Dead = "observations_dead";

    [Fact]
    public async Task A_limit_that_loses_observations_is_refused_with_the_remedy_until_it_is_mended()
    {
        await using var stage = await StageAsync(keepsDead: false);
        var observations = Stage.Observations(100);
        await stage.Telescope.SendAsync(observations, Patience.Token());
        var worker = await StartAsync(stage);

        (string Code, string Text)[] reasons = [];
        await Patience.UntilAsync(
            async () =>
            {
                reasons = await ReasonsAsync(worker);
                // The log tells it a second later, when readiness is looked at for it.
                return reasons.Any(reason => reason.Code == "delivery_limit")
                    && worker.Output.Contains("Not ready, delivery_limit: ", StringComparison.Ordinal);
            },
            "the refusal",
            () => worker.Output);
        var refusal = reasons.Single(reason => reason.Code == "delivery_limit").Text;
        Assert.Contains("observations: 5, fewer than 100", refusal, StringComparison.Ordinal);
        Assert.Contains($"rabbitmqctl set_policy -p {stage.Host.Name}", refusal, StringComparison.Ordinal);
        Assert.Contains("delivery_limit: observations: 5", worker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Consuming from queue", worker.Output, StringComparison.Ordinal);
        Assert.Equal(100u, await stage.Telescope.WaitingAsync(ObservationsTopology.Queue, Patience.Token()));

        await KeepDeadAsync(stage.Host);
        await worker.ReadyAsync();
        await stage.Events.DistinctAsync(observations.Count);
        await stage.AssertNothingLeftAsync(worker);
    }

    [Fact]
    public async Task Crashes_beyond_a_limit_whose_dead_letters_are_kept_lose_nothing()
    {
        await using var stage = await StageAsync(keepsDead: true);
        var observations = Stage.Observations(3_000);
        await stage.Telescope.SendAsync(observations, Patience.Token());

        for (var crash = 0; crash <= FewCrashes + 1; crash++)
        {
            var crashing = await StartAsync(stage);
            await crashing.ConsumesAsync(Patience.Token());
            await crashing.KillAsync(Patience.Token());
        }

        var worker = await StartAsync(stage);
        await worker.ReadyAsync();
        var found = new HashSet<string>();
        await Patience.UntilAsync(
            async () =>
            {
                found.UnionWith(await DeadAsync(stage.Host));
                found.UnionWith(stage.Events.Arrived().Select(one => one.Classified.ObservationId));
                return found.Count == observations.Count;
            },
            "every observation to have an event or to be a dead letter",
            () => $"{found.Count} of {observations.Count}\n{worker.Output}");
        await stage.AssertNothingLeftAsync(worker);
    }

    // A queue as publishers declare it, and a policy that says no more than the limit.
    private async Task<Stage> StageAsync(bool keepsDead)
    {
        var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.Host.SetPolicyAsync(
            "limit", "^observations$", new Dictionary<string, object> { ["delivery-limit"] = Limit }, 0, Patience.Token());
        if (keepsDead)
        {
            await KeepDeadAsync(stage.Host, FewCrashes);
        }

        return stage;
    }

    private Task<WorkerProcess> StartAsync(Stage stage) => stage.StartWorkerWithoutWaitingAsync(
        model.Store,
        new Dictionary<string, string?> { [WorkerProcess.Management] = stage.Host.Management.AbsoluteUri });

    private static async Task KeepDeadAsync(VirtualHost host, int limit = Limit)
    {
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await channel.ExchangeDeclareAsync(
            Dead, ExchangeType.Fanout, durable: true, cancellationToken: Patience.Token());
        await channel.QueueDeclareAsync(
            Dead, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: Patience.Token());
        await channel.QueueBindAsync(Dead, Dead, "", cancellationToken: Patience.Token());
        await host.SetPolicyAsync(
            "observations",
            "^observations(_bulk)?$",
            new Dictionary<string, object>
            {
                ["delivery-limit"] = limit,
                ["dead-letter-exchange"] = Dead,
                ["dead-letter-strategy"] = "at-least-once",
                ["overflow"] = "reject-publish",
            },
            10,
            Patience.Token());
    }

    private static async Task<List<string>> DeadAsync(VirtualHost host)
    {
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        var ids = new List<string>();
        while (await channel.BasicGetAsync(Dead, autoAck: true, Patience.Token()) is { } letter)
        {
            ids.Add(JsonSerializer.Deserialize<ObservationReceived>(
                letter.Body.Span, JsonSerializerOptions.Web)!.ObservationId!);
        }

        return ids;
    }

    private static async Task<(string Code, string Text)[]> ReasonsAsync(WorkerProcess worker)
    {
        using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
        using var read = JsonDocument.Parse(await ready.Content.ReadAsStringAsync(Patience.Token()));
        return
        [
            .. read.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => (
                reason.GetProperty("code").GetString()!, reason.GetProperty("text").GetString()!)),
        ];
    }
}
