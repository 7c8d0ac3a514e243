namespace Streaming.LoadTests.Scaling;

/// <summary>How long observations waited in a queue that is first in, first out; counted in steps of time.</summary>
internal sealed class Waits
{
    private readonly SortedDictionary<int, double> _counts = [];
    private readonly Queue<(int Step, double Count)> _waiting = [];
    private double _servedOfOldest;

    /// <summary>Observations that wait now.</summary>
    public double Backlog { get; private set; }

    /// <summary>Observations that have been served.</summary>
    public double Served { get; private set; }

    public void Arrive(int step, double count)
    {
        if (count > 0)
        {
            _waiting.Enqueue((step, count));
            Backlog += count;
        }
    }

    /// <summary>Serves the oldest, as many as there are and as <paramref name="most"/> allows.</summary>
    public void Serve(int step, double most)
    {
        while (most > 0 && _waiting.TryPeek(out var oldest))
        {
            var left = oldest.Count - _servedOfOldest;
            var count = Math.Min(most, left);
            most -= count;
            Served += count;
            _counts[step - oldest.Step] = _counts.GetValueOrDefault(step - oldest.Step) + count;
            _servedOfOldest += count;
            if (count == left)
            {
                _waiting.Dequeue();
                _servedOfOldest = 0;
            }

            // Rounding must not leave a part of an observation behind for ever.
            Backlog = _waiting.Count == 0 ? 0 : Backlog - count;
        }
    }

    /// <summary>The steps within which a share of the served observations was served.</summary>
    public int Percentile(double share)
    {
        var sum = 0.0;
        foreach (var (steps, count) in _counts)
        {
            sum += count;
            if (sum >= share * Served)
            {
                return steps;
            }
        }

        return _counts.Count > 0 ? _counts.Keys.Last() : 0;
    }
}
