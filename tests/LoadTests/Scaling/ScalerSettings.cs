namespace Streaming.LoadTests.Scaling;

/// <summary>
/// How KEDA and the HorizontalPodAutoscaler (HPA) that it feeds decide. Defaults: those of the manifests under
/// <c>deploy/kubernetes</c> and, where these say nothing, of KEDA and Kubernetes; times are in seconds.
/// </summary>
internal sealed record ScalerSettings
{
    /// <summary>Messages for each worker: <c>value</c> of the <c>rabbitmq</c> trigger in its mode <c>QueueLength</c>.</summary>
    public double QueueLength { get; init; } = 10_000;

    /// <summary><c>minReplicaCount</c>.</summary>
    public int MinReplicas { get; init; } = 1;

    /// <summary><c>maxReplicaCount</c>.</summary>
    public int MaxReplicas { get; init; } = 8;

    /// <summary><c>desiredReplicas</c> of the <c>cron</c> trigger; 0 for no such trigger.</summary>
    public int NightReplicas { get; init; } = 2;

    /// <summary>When the <c>cron</c> trigger begins: half an hour before the night.</summary>
    public double NightStart { get; init; } = RubinNight.Start - 1_800;

    /// <summary>When the <c>cron</c> trigger ends: half an hour after the night.</summary>
    public double NightEnd { get; init; } = RubinNight.End + 1_800;

    /// <summary>
    /// <c>pollingInterval</c>: how often KEDA itself looks, to go from no worker to one and back; the HPA asks at its
    /// own pace (https://keda.sh/docs/2.18/reference/scaledobject-spec/#pollinginterval).
    /// </summary>
    public double PollingInterval { get; init; } = 15;

    /// <summary><c>cooldownPeriod</c>: from the last activity to no worker.</summary>
    public double CooldownPeriod { get; init; } = 300;

    /// <summary>
    /// How often the HPA decides: <c>--horizontal-pod-autoscaler-sync-period</c>
    /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/).
    /// </summary>
    public double SyncPeriod { get; init; } = 15;

    /// <summary><c>scaleDown.stabilizationWindowSeconds</c>.</summary>
    public double StabilisationWindow { get; init; } = 300;

    /// <summary>Share by which the metric must differ from its target: <c>--horizontal-pod-autoscaler-tolerance</c>.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>Workers that one decision may add at least; it may always double them (the HPA's default behaviour).</summary>
    public int MostAdded { get; init; } = 4;

    /// <summary>How old the broker's queue length can be: the default interval of its statistics.</summary>
    public double StatisticsInterval { get; init; } = 5;

    /// <summary>The same, for a pattern that was compressed.</summary>
    /// <param name="time">What every time is divided by.</param>
    /// <param name="count">What every number of messages is divided by.</param>
    public ScalerSettings Compressed(double time, double count) => this with
    {
        QueueLength = QueueLength / count,
        NightStart = NightStart / time,
        NightEnd = NightEnd / time,
        PollingInterval = PollingInterval / time,
        CooldownPeriod = CooldownPeriod / time,
        SyncPeriod = SyncPeriod / time,
        StabilisationWindow = StabilisationWindow / time,
        StatisticsInterval = StatisticsInterval / time,
    };
}
