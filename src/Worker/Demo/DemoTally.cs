using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Worker.Demo;

/// <summary>Counts what was published and what came back. Safe to use from many threads.</summary>
internal sealed class DemoTally(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Truth, long PublishedAt)> _underway = [];
    private readonly Dictionary<string, int> _classes = ObjectClass.All.ToDictionary(name => name, _ => 0);
    private readonly SortedDictionary<int, int> _candidates = [];
    private readonly Dictionary<string, int> _reasons = [];
    private readonly List<double> _milliseconds = [];
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _lastAnswer;
    private DemoKind _spectroscopic = new(InputSet.SpectroscopicKind, 0, 0);
    private DemoKind _photometric = new(InputSet.PhotometricKind, 0, 0);
    private int _covered;
    private double? _coverage;
    private int? _novel;
    private int _rejected;

    /// <summary>Called after every answer.</summary>
    public Action OnAnswer { get; set; } = () => { };

    public void Published(SimulatedObservation simulated)
    {
        if (simulated.Observation.ObservationId is { } id)
        {
            lock (_lock)
            {
                _underway[id] = (simulated.Class, time.GetTimestamp());
            }
        }
    }

    public void Classified(ObjectClassified answer)
    {
        lock (_lock)
        {
            var (truth, publishedAt) = _underway[answer.ObservationId];
            _underway.Remove(answer.ObservationId);
            _milliseconds.Add(time.GetElapsedTime(publishedAt).TotalMilliseconds);
            _classes[answer.Class]++;
            ref var kind = ref HasRedshift(answer) ? ref _spectroscopic : ref _photometric;
            kind = kind.With(isRight: answer.Class == truth);
            CountDoubt(answer, truth);
            _lastAnswer = time.GetElapsedTime(_started);
        }

        OnAnswer();
    }

    public void Rejected(ObservationRejected answer)
    {
        lock (_lock)
        {
            _rejected++;
            if (answer.ObservationId is { } id)
            {
                _underway.Remove(id);
            }

            foreach (var reason in answer.Reasons)
            {
                var name = $"{reason.Field} {reason.Code}".Trim();
                _reasons[name] = _reasons.GetValueOrDefault(name) + 1;
            }

            _lastAnswer = time.GetElapsedTime(_started);
        }

        OnAnswer();
    }

    public DemoFigures Figures()
    {
        lock (_lock)
        {
            var sorted = _milliseconds.Order().ToArray();
            return new DemoFigures
            {
                Classes = new Dictionary<string, int>(_classes),
                Kinds = [_spectroscopic, _photometric],
                Candidates = [.. _candidates.Select(entry => (entry.Key, entry.Value))],
                Covered = _covered,
                Coverage = _coverage,
                Novel = _novel,
                Reasons = new Dictionary<string, int>(_reasons),
                Rejected = _rejected,
                Elapsed = _lastAnswer,
                P50 = Percentile(sorted, 0.50),
                P95 = Percentile(sorted, 0.95),
                P99 = Percentile(sorted, 0.99),
            };
        }
    }

    private void CountDoubt(ObjectClassified answer, string truth)
    {
        if (answer.Candidates is { } candidates)
        {
            var number = candidates.Classes.Count;
            _candidates[number] = _candidates.GetValueOrDefault(number) + 1;
            _covered += candidates.Classes.Contains(truth) ? 1 : 0;
            _coverage = candidates.Coverage;
        }

        if (answer.Novelty is { } novelty)
        {
            _novel = (_novel ?? 0) + (novelty < ObjectClassified.NovelBelow ? 1 : 0);
        }
    }

    private static bool HasRedshift(ObjectClassified answer) =>
        answer.Inputs is not { } inputs || inputs.Contains(InputSet.RedshiftName);

    // Nearest rank: the smallest value that at least this share of the values does not exceed.
    private static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
