using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>Nodes of a cluster of three go away. Recovery counts from their loss, not from their return.</summary>
internal static class ClusterFaults
{
    // Until a node that was away has caught up.
    private const double Return = 8;

    public static IEnumerable<FaultScenario> All { get; } =
    [
        Of("leader-killed", "The node with the leader of the queue killed (SIGKILL) in a cluster of three", KillAsync,
            // To a worker with connections to other nodes, a queue without a leader looks like one without messages.
            isSeen: false),
        Of("nodes-stopped", "Each node of a cluster of three stopped in order and started again, one after the other",
            StopAsync, isSeen: false),
        Of("node-cut-off", "The node with the leader cut off for 30 s in a cluster of three: frozen (SIGSTOP), and new "
            + "connections led to the others", CutOffAsync, isSeen: true),
    ];

    private static FaultScenario Of(string name, string what, Func<FaultStage, Task> play, bool isSeen) =>
        FaultScenario.OfStream(name, what, play, new FaultOptions
        {
            Bounds = new FaultBounds { Recovery = TimeSpan.FromSeconds(20), IsSeen = isSeen },
        }) with { IsClustered = true };

    private static async Task KillAsync(FaultStage stage)
    {
        var leader = await LeaderAsync(stage);
        await stage.BreakAsync(() => leader.KillAsync(stage.Token));
        await stage.FlowAsync(Return);
        await leader.StartAsync(stage.Token);
        await stage.FlowAsync(Return);
    }

    private static async Task StopAsync(FaultStage stage)
    {
        foreach (var node in stage.Bench.Nodes)
        {
            await stage.BreakAsync(() => node.StopAsync(stage.Token));
            await stage.FlowAsync(2);
            await node.StartAsync(stage.Token);
            await stage.FlowAsync(Return);
        }
    }

    private static async Task CutOffAsync(FaultStage stage)
    {
        var leader = await LeaderAsync(stage);
        // The workers' connections are those to the node that is cut off.
        stage.LeadTo([leader, .. stage.Bench.Nodes.Except([leader])]);
        stage.Proxy.Reset();
        await stage.FlowAsync(2);
        await stage.CaughtUpAsync();
        await stage.BreakAsync(async () =>
        {
            await leader.FreezeAsync(stage.Token);
            stage.LeadTo([.. stage.Bench.Nodes.Except([leader])]);
        });
        await stage.FlowAsync(stage.Bench.Of(30, 10));
        await leader.ThawAsync(stage.Token);
        await stage.FlowAsync(Return);
    }

    private static async Task<IRestartableBroker> LeaderAsync(FaultStage stage)
    {
        var name = (await stage.Host.StatisticsAsync(ObservationsTopology.Queue, stage.Token))
            .GetProperty("leader").GetString();
        return stage.Bench.Nodes.Single(node => node is LocalRabbitMq local && local.Name == name);
    }
}
