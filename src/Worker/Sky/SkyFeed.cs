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
    public void Note(
        IReadOnlyList<Outcome> outcomes, IReadOnlyList<KeyValuePair<Answers, int>> answers, TimeSpan duration)
    {
        var isWatched = !audience.IsEmpty;
        lock (_lock)
        {
            _recent.Note(outcomes.Count, duration);
            var rejected = 0;
            foreach (var (answer, count) in answers)
            {
                if (answer.Class is { } name)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_classes, name, out _) += count;
                    _answers.Note(answer, count);
                }
                else
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_reasons, answer.Reason!, out _) += count;
                    rejected += count;
                }
            }

            if (isWatched || rejected > 0)
            {
                Keep(outcomes, isWatched);
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

    private void Keep(IReadOnlyList<Outcome> outcomes, bool isWatched)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Rejected is { } rejected)
            {
                if (_rejections.Count == RejectionLimit)
                {
                    _rejections.Dequeue();
                }

                _rejections.Enqueue(SkyRejection.From(rejected));
            }
            else if (isWatched)
            {
                _sample.Offer(outcome.Classified!);
            }
        }
    }
}
