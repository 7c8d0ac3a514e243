namespace Streaming.Telescope.Watching;

/// <summary>Events a second, over the last ten seconds or since the start if that is less.</summary>
internal sealed class RateWindow
{
    private const int Seconds = 10;
    private readonly long[] _buckets = new long[Seconds];
    private long _last;

    /// <summary>Counts an event.</summary>
    /// <param name="elapsed">Time since the start; never less than before.</param>
    public void Add(TimeSpan elapsed)
    {
        MoveTo(elapsed);
        _buckets[_last % Seconds]++;
    }

    /// <summary>The rate at this time after the start, events a second.</summary>
    public double RateAt(TimeSpan elapsed)
    {
        if (elapsed <= TimeSpan.Zero) return 0;
        MoveTo(elapsed);
        // The oldest bucket is whole, the newest has just begun.
        var covered = Math.Min(elapsed.TotalSeconds, Seconds - 1 + elapsed.TotalSeconds - _last);
        return _buckets.Sum() / covered;
    }

    private void MoveTo(TimeSpan elapsed)
    {
        var second = (long)elapsed.TotalSeconds;
        for (var empty = Math.Max(_last + 1, second - Seconds + 1); empty <= second; empty++)
            _buckets[empty % Seconds] = 0;
        _last = Math.Max(_last, second);
    }
}
