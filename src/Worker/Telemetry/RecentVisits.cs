using Streaming.Worker.Classifying;

namespace Streaming.Worker.Telemetry;

/// <summary>Remembers the visits seen lately, the oldest forgotten first.</summary>
internal sealed class RecentVisits
{
    /// <summary>More than a night has; some hundred kilobytes at most.</summary>
    public const int Capacity = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _order = [];

    /// <summary>Counts the visits that were not known, and remembers them.</summary>
    public int CountNew(IReadOnlyList<Outcome> outcomes)
    {
        var found = 0;
        lock (_lock)
        {
            string? last = null;
            foreach (var outcome in outcomes)
            {
                // Neighbours are mostly of one visit: then nothing is looked up.
                if (outcome.Classified?.VisitId is { } visit && visit != last)
                {
                    last = visit;
                    found += Remember(visit) ? 1 : 0;
                }
            }
        }

        return found;
    }

    private bool Remember(string visit)
    {
        if (!_known.Add(visit))
        {
            return false;
        }

        _order.Enqueue(visit);
        if (_order.Count > Capacity)
        {
            _known.Remove(_order.Dequeue());
        }

        return true;
    }
}
