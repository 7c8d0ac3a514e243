using System.Net.Http.Json;
using System.Text.Json;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>What is wrong with the broker is what health, metrics and log of a worker say, and it passes with the cause.</summary>
public sealed class HealthTests(SmallModelFixture model)
{
    private const int Count = 200;

    [Fact]
    public async Task A_memory_alarm_is_named_while_it_lasts()
    {
        await using var broker = await BrokerChoice.StartOwnAsync(Patience.Token());
        await using var stage = await Stage.SetAsync(await VirtualHost.CreateAsync(broker, Patience.Token()));
        var worker = await stage.StartWorkerAsync(model.Store);
        await worker.ReadyAsync();
        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());
        await stage.Events.DistinctAsync(Count);

        // The broker tells only whom it keeps from publishing: there must be something to publish.
        worker.Freeze();
        await stage.Telescope.SendAsync(Stage.Observations(2 * Count)[Count..], Patience.Token());
        await broker.ControlAsync(["set_vm_memory_high_watermark", "absolute", "1"], Patience.Token());
        worker.Thaw();
        await NamedAsync(worker, "broker_blocked", "low on memory");
        await broker.ControlAsync(["set_vm_memory_high_watermark", "absolute", "1GB"], Patience.Token());
        await stage.Events.DistinctAsync(2 * Count);
        await PassedAsync(worker);
        await stage.AssertNothingLeftAsync(worker);
    }

    [Fact]
    public async Task A_frozen_broker_is_named_by_the_batch_that_waits_for_it_and_nothing_is_lost()
    {
        await using var broker = await BrokerChoice.StartOwnAsync(Patience.Token());
        await using var stage = await Stage.SetAsync(await VirtualHost.CreateAsync(broker, Patience.Token()));
        var worker = await stage.StartWorkerAsync(model.Store);
        var observations = Stage.Observations(10 * Count);
        var sending = Parallel.ForEachAsync(observations, async (observation, _) =>
            await stage.Telescope.SendAgainUntilConfirmedAsync(observation, Patience.Token()));
        await stage.Events.DistinctAsync(Count);

        await broker.FreezeAsync(Patience.Token());
        await NamedAsync(worker, "not_confirmed|publishing_failed|not_consuming|broker_unreachable", "");
        await broker.ThawAsync(Patience.Token());
        await sending;
        await stage.Events.DistinctAsync(observations.Count);
        await PassedAsync(worker);
        await stage.AssertNothingLeftAsync(worker);
    }

    // Codes: any of several, where chance decides what is seen first.
    private static async Task NamedAsync(WorkerProcess worker, string codes, string words)
    {
        var answer = "";
        (string Code, string Text)[] reasons = [];
        await Patience.UntilAsync(
            async () =>
            {
                using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
                answer = await ready.Content.ReadAsStringAsync(Patience.Token());
                using var read = JsonDocument.Parse(answer);
                reasons =
                [
                    .. read.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => (
                        reason.GetProperty("code").GetString()!, reason.GetProperty("text").GetString()!)),
                ];
                return !ready.IsSuccessStatusCode && reasons.Any(reason => codes.Split('|').Contains(reason.Code));
            },
            $"readiness to name {codes}",
            () => $"{answer}\n{worker.Output}");
        Assert.Contains(reasons, reason => reason.Text.Contains(words, StringComparison.Ordinal));
        var code = reasons.First(reason => codes.Split('|').Contains(reason.Code)).Code;
        await Scrape.UntilAsync(
            worker.Http,
            scrape => scrape.Values("streaming_ready", "streaming_reason").Any(codes.Split('|').Contains),
            $"the metric to name {code}");
        Assert.Contains("Not ready, ", worker.Output, StringComparison.Ordinal);
        using var live = await worker.Http.GetAsync("/health/live", Patience.Token());
        Assert.Empty((await live.Content.ReadFromJsonAsync<JsonElement>(Patience.Token()))
            .GetProperty("reasons").EnumerateArray());
    }

    private static async Task PassedAsync(WorkerProcess worker)
    {
        await worker.ReadyAsync();
        await Scrape.UntilAsync(
            worker.Http,
            scrape => scrape.Sum("streaming_ready", ("streaming_reason", "none")) == 1,
            "the metric to tell that it is ready");
        Assert.Contains("Ready, after ", worker.Output, StringComparison.Ordinal);
    }
}
