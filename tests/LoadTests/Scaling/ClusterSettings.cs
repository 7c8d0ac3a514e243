namespace Streaming.LoadTests.Scaling;

/// <summary>What a cluster adds to a worker's own start, and what its broker can do. Times in seconds.</summary>
internal sealed record ClusterSettings
{
    /// <summary>
    /// From the decision to a started container whose image is there: the bound that Kubernetes sets itself for
    /// 99 of 100 pods (https://github.com/kubernetes/community/blob/main/sig-scalability/slos/pod_startup_latency.md).
    /// </summary>
    public double PodStart { get; init; } = 5;

    /// <summary>
    /// What a pod waits in addition for a new node: 30 s until the Cluster Autoscaler asks for it and 3 to 4 minutes
    /// until it takes pods (https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md).
    /// </summary>
    public double NodeStart { get; init; } = 240;

    /// <summary>Workers that find room on the nodes that are there; a further one waits for a node.</summary>
    public int RoomFor { get; init; } = 2;

    /// <summary>Observations a second that the queue gives away at most, whatever the workers; assumed.</summary>
    public double QueueRate { get; init; } = 20_000;
}
