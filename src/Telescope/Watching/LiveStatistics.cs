using Streaming.Contracts;

namespace Streaming.Telescope.Watching;

/// <summary>Sums up events while they arrive. Written by the subscription, read by the view.</summary>
internal sealed class LiveStatistics(TimeProvider time)
{
    private const int KeptRejections = 4;
    private const int KeptModels = 5;
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, long> _classes = ObjectClass.All.ToDictionary(name => name, _ => 0L);
    private readonly InputCounts _inputs = new();
    private readonly SortedDictionary<int, long> _candidates = [];
    private readonly Dictionary<string, long> _codes = [];
    private readonly List<string> _models = [];
    private readonly LinkedList<string> _rejections = [];
    private readonly RateWindow _rate = new();
    private readonly LatencyWindow _latency = new();
    private long _rated;
    private long _novel;
    private long _rejected;
    private long _unreadable;

    public void Add(ObjectClassified classified)
    {
        lock (_lock)
        {
            _rate.Add(time.GetElapsedTime(_start));
            _latency.Add(time.GetUtcNow() - classified.ClassifiedAt);
            _classes[classified.Class] = _classes.GetValueOrDefault(classified.Class) + 1;
            _inputs.Add(classified);
            if (classified.Candidates?.Classes.Count is { } candidates)
                _candidates[candidates] = _candidates.GetValueOrDefault(candidates) + 1;
            _rated += classified.Novelty is null ? 0 : 1;
            _novel += classified.Novelty < ObjectClassified.NovelBelow ? 1 : 0;
            AddModel(classified.Model.Version);
        }
    }

    public void Add(ObservationRejected rejected)
    {
        lock (_lock)
        {
            _rate.Add(time.GetElapsedTime(_start));
            _rejected++;
            foreach (var reason in rejected.Reasons) _codes[reason.Code] = _codes.GetValueOrDefault(reason.Code) + 1;
            _rejections.AddFirst(InWords(rejected));
            if (_rejections.Count > KeptRejections) _rejections.RemoveLast();
        }
    }

    public void AddUnreadable()
    {
        lock (_lock) _unreadable++;
    }

    public LiveSnapshot Take()
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_start);
            return new LiveSnapshot
            {
                Elapsed = elapsed,
                Classes = [.. _classes.Select(pair => (pair.Key, pair.Value))],
                Inputs = _inputs.Take(),
                Candidates = [.. _candidates.Select(pair => (pair.Key, pair.Value))],
                Rated = _rated,
                Novel = _novel,
                Rate = _rate.RateAt(elapsed),
                Latency = _latency.Percentiles(0.50, 0.95, 0.99),
                Models = [.. _models],
                Rejected = _rejected,
                Codes = [.. _codes.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))],
                LatestRejections = [.. _rejections],
                Unreadable = _unreadable,
            };
        }
    }

    private void AddModel(string version)
    {
        if (_models.Count > 0 && _models[^1] == version) return;
        _models.Remove(version);
        _models.Add(version);
        if (_models.Count > KeptModels) _models.RemoveAt(0);
    }

    private static string InWords(ObservationRejected rejected)
    {
        var place = rejected.Position is { } position ? $", position {position}" : "";
        var reasons = string.Join("; ", rejected.Reasons.Select(reason => reason.Message));
        return $"{rejected.ObservationId ?? "(no id)"}{place}: {reasons}";
    }
}
