namespace Streaming.LoadTests.Scaling;

/// <summary>What a simulation must know of one worker.</summary>
/// <param name="PerSecond">Observations a second.</param>
/// <param name="Start">From the start of its process until it works, seconds.</param>
internal sealed record WorkerSpeed(double PerSecond, double Start)
{
    /// <summary>The medians of several measurements.</summary>
    public static WorkerSpeed Of(IReadOnlyCollection<WorkerMeasurement> measurements) => new(
        Median(measurements.Select(one => one.PerSecond)), Median(measurements.Select(one => one.Start)));

    private static double Median(IEnumerable<double> values)
    {
        var ascending = values.Order().ToList();
        return (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
    }
}
