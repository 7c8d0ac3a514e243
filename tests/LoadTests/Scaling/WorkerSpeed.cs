namespace Streaming.LoadTests.Scaling;

/// <summary>
/// What a simulation must know of one worker. It does nothing until its first event; then, while it compiles its code,
/// its speed rises evenly to the full one, so that it has lost as much as by a late start at full speed.
/// </summary>
/// <param name="PerSecond">Observations a second once it is warm.</param>
/// <param name="FirstEvent">From the start of its process to its first event, seconds.</param>
/// <param name="Start">The late start at full speed that would lose as much, seconds.</param>
internal sealed record WorkerSpeed(double PerSecond, double FirstEvent, double Start)
{
    /// <summary>The medians of several measurements.</summary>
    public static WorkerSpeed Of(params IReadOnlyCollection<WorkerMeasurement> measurements) => new(
        Median(measurements.Select(one => one.PerSecond)),
        Median(measurements.Select(one => one.FirstEvent)),
        Median(measurements.Select(one => one.Start)));

    /// <summary>Observations a second at an age of its process, seconds.</summary>
    public double At(double age) => age >= (2 * Start) - FirstEvent
        ? PerSecond
        : PerSecond * Math.Max(0, age - FirstEvent) / (2 * (Start - FirstEvent));

    private static double Median(IEnumerable<double> values)
    {
        var ascending = values.Order().ToList();
        return (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
    }
}
