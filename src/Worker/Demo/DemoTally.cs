using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Worker.Demo;

/// <summary>Counts what was published and what came back. Safe to use from many threads.</summary>
internal sealed class DemoTally(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Truth, long PublishedAt)> _underway = [];
    private readonly Dictionary<string, int> _classes = ObjectClass.All.ToDictionary(name => name, _ => 0);
    private readonly Dictionary<string, int> _reasons = [];
    private readonly List<double> _milliseconds = [];
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _lastAnswer;
    private int _agreeing;
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
            _agreeing += answer.Class == truth ? 1 : 0;
            _lastAnswer = time.GetElapsedTime(_started);
        }

        OnAnswer();
    }

    public void Rejected(ObservationRejected answer)
    {
        lock (_lock)
        {
            _rejected++;
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
            return new DemoFigures(
                new Dictionary<string, int>(_classes),
                new Dictionary<string, int>(_reasons),
                sorted.Length,
                _rejected,
                _agreeing,
                _lastAnswer,
                Percentile(sorted, 0.50),
                Percentile(sorted, 0.95),
                Percentile(sorted, 0.99));
        }
    }

    // Nearest rank: the smallest value that at least this share of the values does not exceed.
    private static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
