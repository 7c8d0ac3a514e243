namespace Streaming.Telescope.Watching;

/// <summary>Percentiles over the last ten thousand latencies.</summary>
internal sealed class LatencyWindow
{
    public const int Capacity = 10_000;
    private readonly TimeSpan[] _ring = new TimeSpan[Capacity];
    private long _count;

    public void Add(TimeSpan latency) => _ring[_count++ % Capacity] = latency;

    /// <summary>The nearest-rank percentiles for shares in (0, 1]; null before the first latency.</summary>
    public TimeSpan[]? Percentiles(params double[] shares)
    {
        if (_count == 0) return null;
        var sorted = _ring.AsSpan(0, (int)Math.Min(_count, Capacity)).ToArray();
        Array.Sort(sorted);
        return Array.ConvertAll(shares, share => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)]);
    }
}
