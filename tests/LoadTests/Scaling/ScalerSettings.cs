namespace Streaming.LoadTests.Scaling;

/// <summary>
/// How KEDA and the HorizontalPodAutoscaler (HPA) that it feeds decide. Defaults: those of the manifests under
/// <c>deploy/kubernetes</c> and, where these say nothing, of KEDA and Kubernetes; times are in seconds.
/// </summary>
internal sealed record ScalerSettings
{
    /// <summary>Messages for each worker: <c>value</c> of the trigger in its mode <c>QueueLength</c>.</summary>
    public double QueueLength { get; init; } = 10_000;

    /// <summary>
    /// Observations published a second for each worker: <c>value</c> of the trigger in its mode <c>MessageRate</c>; 0
    /// for no such trigger.
    /// </summary>
    public double MessageRate { get; init; } = 4_000;

    /// <summary><c>minReplicaCount</c>.</summary>
    public int MinReplicas { get; init; } = 1;

    /// <summary><c>maxReplicaCount</c>.</summary>
    public int MaxReplicas { get; init; } = 8;

    /// <summary><c>desiredReplicas</c> of the <c>cron</c> trigger; 0 for no such trigger.</summary>
    public int NightReplicas { get; init; } = 3;

    /// <summary>When the <c>cron</c> trigger begins: at 17:00, with the longest night in its middle.</summary>
    public double NightStart { get; init; } = RubinNight.Middle - (8 * 3_600);

    /// <summary>When the <c>cron</c> trigger ends: at 9:00.</summary>
    public double NightEnd { get; init; } = RubinNight.Middle + (8 * 3_600);

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

    /// <summary>
    /// Share by which a metric must differ from its target: <c>--horizontal-pod-autoscaler-tolerance</c>.
    /// </summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>Workers that one decision may add: <c>scaleUp.policies</c>; its period is that of decisions.</summary>
    public int MostAdded { get; init; } = 4;

    /// <summary>From the removal of a worker to the next: <c>scaleDown.policies</c>, one pod a period.</summary>
    public double RemovalPeriod { get; init; } = 60;

    /// <summary>
    /// How often a queue reports its length: <c>quorum_tick_interval</c>, or <c>collect_statistics_interval</c> for a
    /// classic queue, both 5 s (https://www.rabbitmq.com/docs/management#statistics-interval).
    /// </summary>
    public double ReportInterval { get; init; } = 5;

    /// <summary>
    /// How often the management interface collects the reports: the shortest of
    /// <c>management.sample_retention_policies</c>. What it answered was 4.4 to 9.4 s old on RabbitMQ 3.10.8 with
    /// both defaults.
    /// </summary>
    public double SampleInterval { get; init; } = 5;

    /// <summary>The same, for a pattern that was compressed.</summary>
    /// <param name="time">What every time is divided by.</param>
    /// <param name="count">What every number of messages is divided by.</param>
    public ScalerSettings Compressed(double time, double count) => this with
    {
        QueueLength = QueueLength / count,
        MessageRate = MessageRate * time / count,
        NightStart = NightStart / time,
        NightEnd = NightEnd / time,
        PollingInterval = PollingInterval / time,
        CooldownPeriod = CooldownPeriod / time,
        SyncPeriod = SyncPeriod / time,
        StabilisationWindow = StabilisationWindow / time,
        RemovalPeriod = RemovalPeriod / time,
        ReportInterval = ReportInterval / time,
        SampleInterval = SampleInterval / time,
    };
}
