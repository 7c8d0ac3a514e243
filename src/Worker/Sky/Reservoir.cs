namespace Streaming.Worker.Sky;

/// <summary>
/// Keeps a bounded, uniform sample of everything that is offered to it (Vitter's algorithm R). Not thread-safe.
/// </summary>
internal sealed class Reservoir<T>(int capacity)
{
    private readonly List<T> _kept = new(capacity);
    private int _offered;

    public void Offer(T item)
    {
        _offered++;
        if (_kept.Count < capacity)
        {
            _kept.Add(item);
        }
        else if (Random.Shared.Next(_offered) is var place && place < capacity)
        {
            _kept[place] = item;
        }
    }

    /// <summary>Returns what was kept, of how many, and begins anew.</summary>
    public (IReadOnlyList<T> Kept, int Offered) Take()
    {
        var taken = (_kept.ToArray(), _offered);
        _kept.Clear();
        _offered = 0;
        return taken;
    }
}
