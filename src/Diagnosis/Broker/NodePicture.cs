namespace Streaming.Diagnosis.Broker;

/// <summary>A node of the broker's cluster. Sizes are bytes; null when the node does not tell them.</summary>
internal sealed record NodePicture(string Name)
{
    public bool IsRunning { get; init; } = true;

    public bool HasMemoryAlarm { get; init; }

    public bool HasDiskAlarm { get; init; }

    public long? MemoryUsed { get; init; }

    public long? MemoryLimit { get; init; }

    public long? DiskFree { get; init; }

    public long? DiskFreeLimit { get; init; }

    /// <summary>Nodes that it has lost sight of, and that go on by themselves.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];
}
