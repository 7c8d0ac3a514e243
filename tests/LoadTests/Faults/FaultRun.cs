using Streaming.Integration.Tests.Brokers;
using Streaming.LoadTests.Faults.Reporting;

namespace Streaming.LoadTests.Faults;

/// <summary>Plays one scenario with a broker of its own, so that what it leaves behind meets no other.</summary>
internal static class FaultRun
{
    /// <exception cref="NotRunException">It cannot be played on this machine.</exception>
    public static async Task<FaultResult> ExecuteAsync(
        FaultScenario scenario, bool isQuick, Action<string> tell, CancellationToken cancellationToken)
    {
        if (scenario.IsClustered)
        {
            await using var cluster = await LocalCluster.StartAsync(cancellationToken);
            return await scenario.Run(new FaultBench(cluster.Nodes, isQuick, tell), cancellationToken);
        }

        await using var broker = await BrokerChoice.StartOwnAsync(cancellationToken);
        return await scenario.Run(new FaultBench([broker], isQuick, tell), cancellationToken);
    }
}
