namespace Streaming.Worker.Sky;

/// <summary>
/// Rate and batch times of the last seconds, in memory that does not grow with the traffic. Not thread-safe.
/// </summary>
internal sealed class RecentSeconds(TimeProvider time)
{
    /// <summary>Whole seconds that the figures cover; the one that is running does not count yet.</summary>
    public const int Window = 5;

    // Eight buckets an octave from 0.1 ms up, to 105 s: a percentile is right to some 5 %.
    private const int BucketsPerOctave = 8;
    private const int Buckets = 20 * BucketsPerOctave;
    private const double Smallest = 0.1;

    private readonly long _start = time.GetTimestamp();
    private readonly long[] _second = new long[Window + 1];
    private readonly int[][] _counts = [.. Enumerable.Range(0, Window + 1).Select(_ => new int[Buckets])];

    /// <summary>Notes a batch: so many observations, each of which took its batch so long.</summary>
    public void Note(int observations, TimeSpan duration)
    {
        var now = Second();
        var slot = now % _second.Length;
        if (_second[slot] != now)
        {
            _second[slot] = now;
            Array.Clear(_counts[slot]);
        }

        var octaves = Math.Log2(Math.Max(duration.TotalMilliseconds, Smallest) / Smallest);
        _counts[slot][Math.Min((int)(octaves * BucketsPerOctave), Buckets - 1)] += observations;
    }

    /// <summary>
    /// Observations a second, and the batch times that half and 99 % of them kept to; null when there were none.
    /// </summary>
    public (double Rate, BatchTime? BatchTime) Figures()
    {
        var now = Second();
        var sums = new int[Buckets];
        for (var slot = 0; slot < _second.Length; slot++)
        {
            if (_second[slot] < now && _second[slot] >= now - Window)
            {
                for (var bucket = 0; bucket < Buckets; bucket++)
                {
                    sums[bucket] += _counts[slot][bucket];
                }
            }
        }

        var total = sums.Sum();
        var batchTime = total == 0
            ? null
            : new BatchTime(Percentile(sums, 0.5 * total), Percentile(sums, 0.99 * total));
        return (total / (double)Window, batchTime);
    }

    private long Second() => (long)time.GetElapsedTime(_start).TotalSeconds;

    private static double Percentile(int[] sums, double rank)
    {
        var bucket = 0;
        for (var seen = sums[0]; seen < rank; seen += sums[bucket])
        {
            bucket++;
        }

        // The middle of the bucket.
        return Smallest * Math.Pow(2, (bucket + 0.5) / BucketsPerOctave);
    }
}
