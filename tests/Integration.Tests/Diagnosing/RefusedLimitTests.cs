using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Diagnosing;

/// <summary>
/// A crash counts against every message that a worker holds. Where a limit of deliveries would lose them, a worker refuses
/// to begin, so that no crash can; where what exceeds it is kept, it runs.
/// </summary>
public sealed class RefusedLimitTests(BrokerFixture broker, SmallModelFixture model)
{
    private const int Limit = 5;
    private const string Dead = "observations_dead";

    [Fact]
    public async Task A_limit_that_loses_observations_is_refused_with_the_remedy_until_it_is_mended()
    {
        await using var stage = await StageAsync();
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

    // A queue without arguments, as the definitions file declares it, and a policy that says no more than the limit.
    private async Task<Stage> StageAsync()
    {
        var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.Host.SetPolicyAsync(
            "limit", "^observations$", new Dictionary<string, object> { ["delivery-limit"] = Limit }, 0, Patience.Token());
        return stage;
    }

    private Task<WorkerProcess> StartAsync(Stage stage) => stage.StartWorkerWithoutWaitingAsync(
        model.Store,
        new Dictionary<string, string?> { [WorkerProcess.Management] = stage.Host.Management.AbsoluteUri });

    private static async Task KeepDeadAsync(VirtualHost host)
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
                ["delivery-limit"] = Limit,
                ["dead-letter-exchange"] = Dead,
                ["dead-letter-strategy"] = "at-least-once",
                ["overflow"] = "reject-publish",
            },
            10,
            Patience.Token());
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
