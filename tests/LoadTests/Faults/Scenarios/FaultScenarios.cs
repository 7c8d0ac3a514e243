namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>All scenarios, in the order of the page.</summary>
internal static class FaultScenarios
{
    public static IReadOnlyList<FaultScenario> All { get; } =
    [
        .. WorkerFaults.All,
        .. BrokerFaults.All,
        .. ClusterFaults.All,
        .. NetworkFaults.All,
        .. QueueFaults.All,
        .. BodyFaults.All,
        .. StoreFaults.All,
        .. ClockFaults.All,
        .. TelescopeFaults.All,
        .. LabelFaults.All,
    ];
}
