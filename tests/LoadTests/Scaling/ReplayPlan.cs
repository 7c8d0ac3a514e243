namespace Streaming.LoadTests.Scaling;

/// <summary>
/// What is replayed on real workers: some minutes of the night with a storm of twice the peak in them, times an eighth
/// and bursts a quarter of their size, so that rates double and limited workers cannot keep up.
/// </summary>
internal static class ReplayPlan
{
    /// <summary>What every time is divided by.</summary>
    public const double Time = 8;

    /// <summary>What every number of observations is divided by.</summary>
    public const double Count = 4;

    /// <summary>
    /// Processors of each worker. The storm, 4,000 observations a second, must be clear of what all of them do: the
    /// first replays showed that it magnifies every error of their speed when it is near that, and that the scaler
    /// then adds one worker or two by chance.
    /// </summary>
    public const double Cores = 0.15;

    /// <summary>
    /// Workers at most: more could want more of the broker than it has, as it shares two processors with them, with
    /// the publisher and with the subscriber.
    /// </summary>
    public const int MostWorkers = 3;

    /// <summary>Observations with which the worker is measured before: most of them warm it.</summary>
    public const int Calibration = WorkerMeasurement.ToWarm + 40_000;

    /// <summary>Length of a step of the prediction, seconds.</summary>
    public const double Step = 0.025;

    // The publisher shares the processors: slower than the broker could take it, faster than the workers are.
    private const double PublishRate = 8_000;

    private const double Period = RubinNight.Period / Time;
    private const int VisitsBefore = 4;
    private const int VisitsOfStorm = 4;
    private const int VisitsAfter = 19;

    public static ArrivalPattern Arrivals { get; } = new(
        [.. Enumerable.Range(0, VisitsBefore + VisitsOfStorm + VisitsAfter)
            .Select(i => new Burst(i * Period, (int)(Size(i) / Count)))],
        PublishRate);

    /// <summary>Seconds until the last burst has passed.</summary>
    public static double Duration => Arrivals.Bursts.Count * Period;

    /// <summary>When the last burst of the storm comes, seconds.</summary>
    public static double EndOfStorm => (VisitsBefore + VisitsOfStorm - 1) * Period;

    /// <summary>
    /// The deployed scaler, compressed as well, by the queue's length alone: the other triggers would have their
    /// workers there before there is a queue. The broker cannot collect its statistics eight times as
    /// often; its intervals are those of the tests, which together are about an eighth.
    /// </summary>
    public static ScalerSettings Scaler { get; } = new ScalerSettings
    {
        MaxReplicas = MostWorkers,
        NightReplicas = 0,
        MessageRate = 0,
    }.Compressed(Time, Count) with
    {
        ReportInterval = 0.5,
        SampleInterval = 1,
    };

    /// <summary>A process starts at once.</summary>
    public static ClusterSettings Cluster { get; } = new() { PodStart = 0, NodeStart = 0 };

    private static int Size(int visit) => visit is >= VisitsBefore and < VisitsBefore + VisitsOfStorm
        ? 2 * RubinNight.PeakBurst
        : RubinNight.OrdinaryBurst;
}
