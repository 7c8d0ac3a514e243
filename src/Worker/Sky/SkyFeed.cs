using System.Runtime.InteropServices;
using Streaming.Contracts;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Sky;

/// <summary>
/// Sees every settled batch. It always counts, and samples only while somebody watches, so that an unwatched worker
/// pays for a few additions.
/// </summary>
internal sealed class SkyFeed(SkyAudience audience, TimeProvider time)
{
    /// <summary>The most objects of a tick: more would neither be seen one by one nor drawn in time.</summary>
    public const int SampleLimit = 200;

    /// <summary>How many rejections are listed.</summary>
    public const int RejectionLimit = 20;

    private readonly Lock _lock = new();
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly Dictionary<string, long> _classes = ObjectClass.All.ToDictionary(name => name, _ => 0L);
    private readonly Dictionary<string, long> _reasons = [];
    private readonly AnswerCounts _answers = new();
    private readonly RecentSeconds _recent = new(time);
    private readonly Reservoir<ObjectClassified> _sample = new(SampleLimit);
    private readonly Queue<SkyRejection> _rejections = new(RejectionLimit);

    /// <summary>Notes a batch whose events are confirmed.</summary>
    public void Note(IReadOnlyList<Outcome> outcomes, TimeSpan duration)
    {
        var isWatched = !audience.IsEmpty;
        lock (_lock)
        {
            _recent.Note(outcomes.Count, duration);
            foreach (var outcome in outcomes)
            {
                if (outcome.Classified is { } classified)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_classes, classified.Class, out _)++;
                    _answers.Note(classified);
                    if (isWatched)
                    {
                        _sample.Offer(classified);
                    }
                }
                else
                {
                    Note(outcome.Rejected!);
                }
            }
        }
    }

    /// <summary>A bounded sample of what was classified since the last call, and of how many it is one.</summary>
    public (IReadOnlyList<ObjectClassified> Objects, int Of) TakeSample()
    {
        lock (_lock)
        {
            return _sample.Take();
        }
    }

    public SkyFigures Figures()
    {
        lock (_lock)
        {
            var (rate, batchTime) = _recent.Figures();
            return new SkyFigures(
                _since,
                new Dictionary<string, long>(_classes),
                _answers.Figures(),
                _reasons.Values.Sum(),
                new Dictionary<string, long>(_reasons),
                rate,
                batchTime,
                [.. _rejections.Reverse()]);
        }
    }

    private void Note(ObservationRejected rejected)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_reasons, rejected.Reasons[0].Code, out _)++;
        if (_rejections.Count == RejectionLimit)
        {
            _rejections.Dequeue();
        }

        _rejections.Enqueue(SkyRejection.From(rejected));
    }
}
