using System.Diagnostics;

namespace Streaming.LoadTests.Scaling;

/// <summary>How a replay went, simulated or measured: samples of it, one every half second.</summary>
/// <param name="Backlog">Observations published and not yet classified.</param>
/// <param name="Workers">Workers, those that still start among them.</param>
/// <param name="Percentile95">Wait within which 95 of 100 observations were classified, seconds.</param>
internal sealed record ReplayCurve(IReadOnlyList<int> Backlog, IReadOnlyList<int> Workers, double Percentile95)
{
    /// <summary>Seconds from a sample to the next.</summary>
    public const double SampleEvery = 0.5;

    public int Peak => Backlog.Max();

    /// <summary>Workers times the seconds that they were there.</summary>
    public double WorkerSeconds => Workers.Sum() * SampleEvery;

    private static IEnumerable<double> Times =>
        Enumerable.Range(1, (int)(ReplayPlan.Duration / SampleEvery)).Select(i => i * SampleEvery);

    /// <summary>From the last burst of the storm until fewer than an ordinary burst wait, seconds.</summary>
    public double Drain()
    {
        const double burst = RubinNight.OrdinaryBurst / ReplayPlan.Count;
        var time = Times.Zip(Backlog)
            .First(sample => sample.First > ReplayPlan.EndOfStorm + 2 && sample.Second < burst).First;
        return time - ReplayPlan.EndOfStorm;
    }

    public static ReplayCurve Of(SimulatedTime simulated)
    {
        var steps = Times.Select(time => (int)Math.Round(time / simulated.Step) - 1).ToList();
        return new ReplayCurve(
            [.. steps.Select(step => (int)Math.Round(simulated.Backlog[step]))],
            [.. steps.Select(step => simulated.Workers[step])],
            simulated.Percentile95);
    }

    /// <param name="start">Timestamp (of <see cref="Stopwatch"/>) of the start.</param>
    /// <param name="sent">Timestamps of every publish, in order.</param>
    /// <param name="received">Timestamps of every event, in the order of publishing.</param>
    /// <param name="changes">From when on there were how many workers, in order.</param>
    public static ReplayCurve Of(
        long start, long[] sent, long[] received, IReadOnlyList<(double At, int Workers)> changes)
    {
        var came = received.Order().ToArray();
        var waits = sent.Zip(received, (from, to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds).Order().ToList();
        return new ReplayCurve(
            [.. Times.Select(time => CountUntil(sent, time) - CountUntil(came, time))],
            [.. Times.Select(time => changes.Last(change => change.At <= time).Workers)],
            waits[(int)(0.95 * waits.Count)]);

        int CountUntil(long[] ascending, double seconds)
        {
            var place = Array.BinarySearch(ascending, start + (long)(seconds * Stopwatch.Frequency));
            return place < 0 ? ~place : place;
        }
    }
}
