using System.Diagnostics;

namespace Streaming.LoadTests.Rounds;

/// <summary>How a worker began on a queue that was filled before.</summary>
internal sealed record ColdStart
{
    /// <summary>Observations of a full batch, as the worker is set.</summary>
    private const int Batch = 500;

    // By then .NET has compiled again what is used most.
    private const double SteadyFrom = 0.5;

    private const int FirstBatches = 10;
    private const int SecondMark = 10_000;

    /// <summary>From the start of its process until it is ready, s.</summary>
    public required double Ready { get; init; }

    /// <summary>The same to the first event.</summary>
    public required double FirstEvent { get; init; }

    /// <summary>The same to as many events as <see cref="SecondMark"/>.</summary>
    public required double TenThousand { get; init; }

    /// <summary>From the moment it consumes until 500 events have come, ms.</summary>
    public required double FirstBatch { get; init; }

    /// <summary>How long 500 events took in the nine batches after that, ms: the mean.</summary>
    public required double NextBatches { get; init; }

    /// <summary>The same in the second half.</summary>
    public required double SteadyBatch { get; init; }

    /// <summary>Most resident memory, MiB.</summary>
    public required double Memory { get; init; }

    /// <param name="ready">From the start of its process until it was ready.</param>
    /// <param name="started">When that was, a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="consuming">When it began to consume, likewise.</param>
    /// <param name="received">When every event came, likewise, in any order.</param>
    /// <param name="memory">Most resident memory, MiB.</param>
    public static ColdStart Of(
        TimeSpan ready, long started, long consuming, IReadOnlyList<long> received, double memory)
    {
        var ascending = received.Where(at => at > 0).Order().ToList();
        // Means: several batches are worked on at once, and their events come in bursts.
        var half = (int)(SteadyFrom * ascending.Count);
        return new ColdStart
        {
            Ready = ready.TotalSeconds,
            FirstEvent = Stopwatch.GetElapsedTime(started, ascending[0]).TotalSeconds,
            TenThousand = Stopwatch.GetElapsedTime(started, ascending[SecondMark - 1]).TotalSeconds,
            FirstBatch = Stopwatch.GetElapsedTime(consuming, ascending[Batch - 1]).TotalMilliseconds,
            NextBatches = Each(Batch - 1, (FirstBatches * Batch) - 1),
            SteadyBatch = Each(half - 1, ascending.Count - 1),
            Memory = memory,
        };

        double Each(int from, int to) =>
            Stopwatch.GetElapsedTime(ascending[from], ascending[to]).TotalMilliseconds * Batch / (to - from);
    }
}
