namespace Streaming.LoadTests.Scaling;

/// <summary>A simulated day, in figures.</summary>
/// <param name="Cores">Limit of each worker, processors.</param>
/// <param name="Scenario">What came and what went wrong.</param>
/// <param name="Staffing">How workers were added and removed.</param>
/// <param name="MostWorkers">Most workers at once.</param>
/// <param name="LargestBacklog">Most observations that waited at once.</param>
/// <param name="Percentile95">Wait within which 95 of 100 observations were classified, seconds.</param>
/// <param name="LongestWait">Longest wait of a classified observation, seconds.</param>
/// <param name="Left">Observations that still waited at the end of the day.</param>
/// <param name="WorkerHours">Workers times the hours that they were there.</param>
/// <param name="Dollars">What they cost.</param>
internal sealed record DayFigures(
    double Cores,
    string Scenario,
    string Staffing,
    int MostWorkers,
    double LargestBacklog,
    double Percentile95,
    double LongestWait,
    double Left,
    double WorkerHours,
    double Dollars)
{
    // Short beside every interval of the scaler, long beside nothing that matters in a night.
    private const double Step = 0.5;

    /// <summary>Simulates every scenario with every staffing, for workers of each measured limit.</summary>
    public static IReadOnlyList<DayFigures> Of(IReadOnlyList<WorkerMeasurement> calibration, Prices prices) =>
    [
        .. from limit in calibration.GroupBy(one => one.Cores).OrderByDescending(limit => limit.Key)
           from scenario in RubinNight.Scenarios
           from staffing in Scaling.Staffing.All
           select Of(limit.Key, scenario, staffing, Simulate(scenario, staffing, WorkerSpeed.Of([.. limit])), prices),
    ];

    public static SimulatedTime Simulate(Scenario scenario, Staffing staffing, WorkerSpeed worker) =>
        ScalingSimulation.Run(scenario, worker, staffing.Scaler, new ClusterSettings(), RubinNight.Day, Step);

    private static DayFigures Of(
        double cores, Scenario scenario, Staffing staffing, SimulatedTime day, Prices prices) => new(
            cores,
            scenario.Name,
            staffing.Name,
            day.Workers.Max(),
            Math.Round(day.Backlog.Max()),
            Math.Round(day.Percentile95, 1),
            Math.Round(day.LongestWait, 1),
            Math.Round(day.Backlog[^1]),
            Math.Round(day.WorkerHours, 2),
            Math.Round(day.WorkerHours * prices.WorkerHour(cores), 2));
}
