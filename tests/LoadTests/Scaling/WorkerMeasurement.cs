using System.Diagnostics;

namespace Streaming.LoadTests.Scaling;

/// <summary>How fast one worker was, and how late it began.</summary>
/// <param name="Cores">Its limit, processors.</param>
/// <param name="PerSecond">Observations a second once it is warm.</param>
/// <param name="FirstEvent">From the start of its process to its first event, seconds.</param>
/// <param name="Start">
/// The same to the moment from which it would have done as much by working at full speed at once, seconds: the first
/// seconds, in which it compiles its code, are slower, and this puts them into the start.
/// </param>
internal sealed record WorkerMeasurement(double Cores, double PerSecond, double FirstEvent, double Start)
{
    // At a quarter of a processor it took 90 s and 100,000 observations until the speed rose no more: .NET compiles
    // the code again while it runs, and that takes its part of a small limit.
    public const int ToWarm = 150_000;

    // Then the queue runs dry.
    private const double To = 0.98;

    /// <param name="cores">The worker's limit, processors.</param>
    /// <param name="started">When its process was started, a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="received">
    /// When every event came, likewise, in any order; more than <see cref="ToWarm"/>, after which the speed is measured.
    /// </param>
    public static WorkerMeasurement Of(double cores, long started, IReadOnlyList<long> received)
    {
        var ascending = received.Order().ToList();
        var (from, to) = (ToWarm, (int)(To * ascending.Count));
        var perSecond = (to - from) / Stopwatch.GetElapsedTime(ascending[from], ascending[to]).TotalSeconds;
        return new WorkerMeasurement(
            cores,
            perSecond,
            Stopwatch.GetElapsedTime(started, ascending[0]).TotalSeconds,
            Stopwatch.GetElapsedTime(started, ascending[from]).TotalSeconds - (from / perSecond));
    }
}
