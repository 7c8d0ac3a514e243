namespace Streaming.Worker.Telemetry;

/// <summary>
/// Names the ten sources that have sent most so far; all others are <see cref="Other"/>, so that no publisher can make
/// more series than a monitoring system bears. Safe to use from many threads.
/// </summary>
internal sealed class BusiestSources
{
    /// <summary>How many are named.</summary>
    public const int Named = 10;

    /// <summary>Stands for every other source.</summary>
    public const string Other = "other";

    /// <summary>Stands for observations that name no source.</summary>
    public const string None = "none";

    // Sources beyond these are not counted one by one; some hundred kilobytes at most.
    private const int Capacity = 1_000;
    private const int LongestName = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Counts observations of a source, and says how it is called.</summary>
    public string NameOf(string? source, int count)
    {
        if (string.IsNullOrEmpty(source))
        {
            return None;
        }

        var name = source.Length <= LongestName ? source : source[..LongestName];
        lock (_lock)
        {
            if (!_counts.TryGetValue(name, out var before) && _counts.Count == Capacity)
            {
                return Other;
            }

            var total = _counts[name] = before + count;
            return _counts.Count(one => one.Value >= total && one.Key != name) < Named ? name : Other;
        }
    }
}
