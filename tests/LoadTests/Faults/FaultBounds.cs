namespace Streaming.LoadTests.Faults;

/// <summary>What must hold of a scenario beside that nothing is lost.</summary>
internal sealed record FaultBounds
{
    /// <summary>Longest recovery after a fault's end. Default 10 s.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether log, health and metric must tell of it within 30 s. Default true.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>Most deliveries that the broker had tried before; null is any number. Default null.</summary>
    public int? Redelivered { get; init; }

    /// <summary>Processors that a worker may use during a fault of 5 s and more. Default 0.5.</summary>
    public double ProcessorShare { get; init; } = 0.5;

    /// <summary>Most that resident memory may grow from before a fault to its end, MiB. Default 200.</summary>
    public double MemoryGrowth { get; init; } = 200;

    /// <summary>Within which something must be seen of a fault.</summary>
    public static TimeSpan Seen { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Of shorter faults the processor time says little.</summary>
    public static TimeSpan ShortestForShare { get; } = TimeSpan.FromSeconds(5);
}
