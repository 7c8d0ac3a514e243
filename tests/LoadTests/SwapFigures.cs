namespace Streaming.LoadTests;

/// <summary>What was measured while models changed.</summary>
internal sealed record SwapFigures
{
    /// <summary>Activations that the worker reported, without the one at its start.</summary>
    public required int Activations { get; init; }

    /// <summary>Observations without an event.</summary>
    public required int Lost { get; init; }

    /// <summary>Events under an id that had come before: the same observation by the same model.</summary>
    public required int Repeated { get; init; }

    /// <summary>Batches, told apart by their instant, with more than one model.</summary>
    public required int MixedBatches { get; init; }

    /// <summary>Events by model.</summary>
    public required IReadOnlyDictionary<string, int> Events { get; init; }

    /// <summary>From a promotion until the worker's report of its activation arrives.</summary>
    public required Percentiles Activation { get; init; }

    /// <summary>Gaps between events from each promotion until a second after its activation.</summary>
    public required Percentiles SwapGaps { get; init; }

    /// <summary>Gaps between events in all other time after the first seconds.</summary>
    public required Percentiles QuietGaps { get; init; }

    /// <summary>From published to received, for events of the first kind of time.</summary>
    public required Percentiles SwapLatency { get; init; }

    /// <summary>From published to received, for events of the second kind of time.</summary>
    public required Percentiles QuietLatency { get; init; }

    /// <summary>
    /// Median resident memory of the worker in the second half of each quiet part, MiB, in order of time.
    /// </summary>
    public required IReadOnlyList<double> Memory { get; init; }

    /// <summary>Most resident memory of the worker that the kernel saw, MiB.</summary>
    public required double PeakMemory { get; init; }

    /// <summary>The models that took turns.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The broker and its version.</summary>
    public required string Broker { get; init; }
}
