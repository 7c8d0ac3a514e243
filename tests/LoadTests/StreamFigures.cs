namespace Streaming.LoadTests;

/// <summary>What was measured.</summary>
internal sealed record StreamFigures
{
    /// <summary>
    /// Observations a second, from the first one published (prefilled: the first event) to the last event.
    /// </summary>
    public required double PerSecond { get; init; }

    /// <summary>Processor time of the worker for one observation, all threads together.</summary>
    public required TimeSpan ProcessorTimeEach { get; init; }

    /// <summary>From the start of the worker's process until it is ready.</summary>
    public required TimeSpan Ready { get; init; }

    /// <summary>Most resident memory of the worker that the kernel saw, MiB.</summary>
    public required double PeakMemory { get; init; }

    /// <summary>Most resident memory of the worker among samples taken every 100 ms, MiB.</summary>
    public required double SampledMemory { get; init; }

    /// <summary>From published to received, in the order of publishing.</summary>
    public required IReadOnlyList<TimeSpan> Latencies { get; init; }

    /// <summary>Observations without an event.</summary>
    public required int Lost { get; init; }

    /// <summary>Events that came more than once.</summary>
    public required int Repeated { get; init; }

    /// <summary>The model that classified.</summary>
    public required string Model { get; init; }

    /// <summary>The broker and its version.</summary>
    public required string Broker { get; init; }
}
