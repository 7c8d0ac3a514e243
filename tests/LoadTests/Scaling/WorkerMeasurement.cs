using System.Diagnostics;

namespace Streaming.LoadTests.Scaling;

/// <summary>How fast one worker was, and how late it began.</summary>
/// <param name="Cores">Its limit, processors.</param>
/// <param name="PerSecond">Observations a second once it is warm.</param>
/// <param name="FirstEvent">From the start of its process to its first event, seconds.</param>
/// <param name="Start">
/// The same to the moment from which it would have done as much by working at full speed at once, seconds.
/// </param>
/// <param name="WarmUp">
/// Observations a second until it is warm: in each <see cref="WarmUpStep"/> of the age of its process, from the first.
/// </param>
internal sealed record WorkerMeasurement(
    double Cores, double PerSecond, double FirstEvent, double Start, IReadOnlyList<double> WarmUp)
{
    // At a quarter of a processor it took 90 s and 100,000 observations until the speed rose no more: .NET compiles
    // the code again while it runs, and that takes its part of a small limit.
    public const int ToWarm = 150_000;

    /// <summary>Seconds of age for which there is one speed: some batches, even of a small worker.</summary>
    public const double WarmUpStep = 5;

    // Then the queue runs dry.
    private const double To = 0.98;

    /// <param name="cores">The worker's limit, processors.</param>
    /// <param name="started">When its process was started, a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="received">
    /// When every event came, likewise, in any order; more than <see cref="ToWarm"/>, after which the speed is measured.
    /// </param>
    public static WorkerMeasurement Of(double cores, long started, IReadOnlyList<long> received)
    {
        var ages = received.Order().Select(at => Stopwatch.GetElapsedTime(started, at).TotalSeconds).ToList();
        var (from, to) = (ToWarm, (int)(To * ages.Count));
        var perSecond = (to - from) / (ages[to] - ages[from]);
        var steps = ages.Take(from).ToLookup(age => (int)(age / WarmUpStep));
        return new WorkerMeasurement(
            cores,
            perSecond,
            ages[0],
            ages[from] - (from / perSecond),
            // The step in which it became warm is not whole.
            [.. Enumerable.Range(0, (int)(ages[from] / WarmUpStep)).Select(i => steps[i].Count() / WarmUpStep)]);
    }
}
