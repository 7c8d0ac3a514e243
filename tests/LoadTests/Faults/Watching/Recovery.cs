using System.Diagnostics;

namespace Streaming.LoadTests.Faults.Watching;

/// <summary>How soon events flow again after a fault.</summary>
internal static class Recovery
{
    /// <summary>So long without a new event, while observations are published, is a stream that stands still.</summary>
    public static readonly TimeSpan StandStill = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The time from a fault's end to the end of the last stand-still after it; without one, to the first new event.
    /// </summary>
    /// <param name="answers">When the new events came, in order.</param>
    /// <param name="ended">When the fault ended.</param>
    /// <param name="until">Up to when is looked: the next fault, or the end of the publishing.</param>
    /// <returns>Null when no event came.</returns>
    public static TimeSpan? Of(IReadOnlyList<long> answers, long ended, long until)
    {
        var before = ended;
        long? flowing = null;
        foreach (var answer in answers.Where(at => at >= ended && at <= until))
        {
            flowing = flowing is null || Stopwatch.GetElapsedTime(before, answer) >= StandStill ? answer : flowing;
            before = answer;
        }

        return flowing is null || Stopwatch.GetElapsedTime(before, until) >= StandStill
            ? null
            : Stopwatch.GetElapsedTime(ended, flowing.Value);
    }
}
