using System.Text.Json;
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

    [Fact]
    public async Task A_limit_that_loses_observations_is_refused_with_the_remedy_until_it_is_mended()
    {
        await using var stage = await StageAsync();
        var observations = Stage.Observations(100);
        await stage.Telescope.SendAsync(observations, Patience.Token());
        // Each that consumed would bring a loss nearer.
        var killed = await StartAsync(stage);
        await RefusedAsync(killed);
        await killed.KillAsync(Patience.Token());
        var worker = await StartAsync(stage);
        var refusal = await RefusedAsync(worker);
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

    // As low a limit, but what exceeds it is kept.
    private static Task KeepDeadAsync(VirtualHost host) => host.SetPolicyAsync(
        "observations",
        "^observations(_bulk)?$",
        new Dictionary<string, object>
        {
            ["delivery-limit"] = Limit,
            ["dead-letter-exchange"] = ObservationsTopology.Dead,
            ["dead-letter-strategy"] = "at-least-once",
            ["overflow"] = "reject-publish",
        },
        10,
        Patience.Token());

    private static async Task<string> RefusedAsync(WorkerProcess worker)
    {
        string? refusal = null;
        await Patience.UntilAsync(
            async () =>
            {
                refusal = (await ReasonsAsync(worker)).FirstOrDefault(reason => reason.Code == "delivery_limit").Text;
                // The log tells it a second later, when readiness is looked at for it.
                return refusal is not null
                    && worker.Output.Contains("Not ready, delivery_limit: ", StringComparison.Ordinal);
            },
            "the refusal",
            () => worker.Output);
        return refusal!;
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
