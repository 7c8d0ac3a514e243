using Streaming.LoadTests.Faults.Network;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>A bad way between the worker and a sound broker.</summary>
internal static class NetworkFaults
{
    // A worker does what it can: what waits is seen in the length of the queue.
    private static readonly FaultBounds NothingToSee = new() { IsSeen = false };

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "reset", "All connections of the worker reset in mid-publish, 20 times", ResetAsync),
        FaultScenario.OfStream(
            "black-hole", "A half-open network for 60 s: connections stay, nothing passes",
            stage => SpoilAsync(stage, new ProxyConditions { IsStill = true }, stage.Bench.Of(60, 12))),
        FaultScenario.OfStream(
            "slow-link", "A link of 100 kB/s in each direction of each connection, 30 s",
            stage => SpoilAsync(stage, new ProxyConditions { BytesPerSecond = 100_000 }, stage.Bench.Of(30, 6)),
            new FaultOptions { Bounds = NothingToSee }),
        FaultScenario.OfStream(
            "latency", "30 ms of latency in each direction, 30 s",
            stage => SpoilAsync(
                stage,
                new ProxyConditions
                {
                    ToTarget = TimeSpan.FromMilliseconds(30),
                    ToClient = TimeSpan.FromMilliseconds(30),
                },
                stage.Bench.Of(30, 5)),
            new FaultOptions { Bounds = NothingToSee }),
        FaultScenario.OfStream(
            "slow-confirms", "Confirms, and deliveries, come 2 s late, 30 s",
            stage => SpoilAsync(
                stage, new ProxyConditions { ToClient = TimeSpan.FromSeconds(2) }, stage.Bench.Of(30, 6)),
            new FaultOptions { Bounds = NothingToSee }),
        FaultScenario.OfStream(
            "refused", "Connections reset, and new ones refused for 30 s", RefuseAsync),
    ];

    private static async Task ResetAsync(FaultStage stage)
    {
        for (var i = 0; i < stage.Bench.Of(20, 2); i++)
        {
            await stage.BreakAsync(() => WorkerFaults.DoAsync(stage.Proxy.Reset));
            await stage.FlowAsync(1);
        }
    }

    private static Task SpoilAsync(FaultStage stage, ProxyConditions conditions, double seconds) => stage.BreakAsync(
        () => WorkerFaults.DoAsync(() => stage.Proxy.Conditions = conditions),
        seconds,
        () => WorkerFaults.DoAsync(() => stage.Proxy.Conditions = ProxyConditions.Clear));

    private static Task RefuseAsync(FaultStage stage) => stage.BreakAsync(
        async () =>
        {
            await stage.Proxy.RefuseAsync();
            stage.Proxy.Reset();
        },
        stage.Bench.Of(30, 5),
        () => WorkerFaults.DoAsync(stage.Proxy.Accept));
}
