namespace Streaming.LoadTests.Scaling;

/// <summary>What a simulation must know of one worker: how fast it is, and how fast it was while it warmed up.</summary>
/// <param name="PerSecond">Observations a second once it is warm.</param>
/// <param name="WarmUp">
/// Observations a second before, in each <see cref="WorkerMeasurement.WarmUpStep"/> of the age of its process.
/// </param>
internal sealed record WorkerSpeed(double PerSecond, IReadOnlyList<double> WarmUp)
{
    /// <summary>The medians of several measurements.</summary>
    public static WorkerSpeed Of(params IReadOnlyCollection<WorkerMeasurement> measurements) => new(
        measurements.Select(one => one.PerSecond).Median(),
        [.. Enumerable.Range(0, measurements.Max(one => one.WarmUp.Count)).Select(step =>
            measurements.Select(one => step < one.WarmUp.Count ? one.WarmUp[step] : one.PerSecond).Median())]);

    /// <summary>Observations a second at an age of its process, seconds; infinite for one that was there before.</summary>
    public double At(double age) => (age / WorkerMeasurement.WarmUpStep) switch
    {
        < 0 => 0,
        var step when step < WarmUp.Count => WarmUp[(int)step],
        _ => PerSecond,
    };
}
