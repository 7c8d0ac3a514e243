namespace Streaming.Telescope.Publishing;

/// <summary>
/// When each observation is due: in visits of some size, one visit an interval, counted from the first. A late
/// publisher catches up, so the mean rate holds.
/// </summary>
internal sealed class Pace
{
    private readonly int _visitSize;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private long? _start;

    private Pace(int visitSize, TimeSpan interval, TimeProvider time) =>
        (_visitSize, _interval, _time) = (visitSize, interval, time);

    /// <summary>As fast as the broker confirms.</summary>
    public static Pace Unlimited(TimeProvider time) => new(1, TimeSpan.Zero, time);

    /// <summary>Evenly, so many a second.</summary>
    public static Pace OfRate(double perSecond, TimeProvider time) => new(1, TimeSpan.FromSeconds(1 / perSecond), time);

    /// <summary>A visit at once, the next one after the interval, as a telescope sends them.</summary>
    public static Pace OfVisits(int size, TimeSpan interval, TimeProvider time) => new(size, interval, time);

    /// <summary>Waits until the observation of this index, from 0, is due.</summary>
    public async Task WaitForTurnAsync(int index, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_interval == TimeSpan.Zero) return;
        _start ??= _time.GetTimestamp();
        var due = _interval * (index / _visitSize) - _time.GetElapsedTime(_start.Value);
        if (due > TimeSpan.Zero) await Task.Delay(due, _time, cancellation);
    }
}
