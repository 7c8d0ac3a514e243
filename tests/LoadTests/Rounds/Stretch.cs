using System.Diagnostics;

namespace Streaming.LoadTests.Rounds;

/// <summary>Observations that streamed one after the other.</summary>
/// <param name="Sent">When each was published, timestamps of <see cref="Stopwatch"/>.</param>
/// <param name="Received">When its event came, likewise; 0 when it did not.</param>
internal sealed record Stretch(IReadOnlyList<long> Sent, IReadOnlyList<long> Received)
{
    /// <summary>From the first publish to the last event.</summary>
    public TimeSpan Took => Stopwatch.GetElapsedTime(Sent[0], Received.Max());

    /// <summary>From the first publish to the last.</summary>
    public TimeSpan Publishing => Stopwatch.GetElapsedTime(Sent[0], Sent[^1]);

    public double PerSecond => Received.Count(at => at > 0) / Took.TotalSeconds;

    /// <summary>From published to received, without those published in the first second.</summary>
    public Percentiles Latencies => Percentiles.Of(Sent.Zip(Received)
        .Where(pair => pair.Second > 0 && Stopwatch.GetElapsedTime(Sent[0], pair.First).TotalSeconds >= 1)
        .Select(pair => Stopwatch.GetElapsedTime(pair.First, pair.Second)));
}
