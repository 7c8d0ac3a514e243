namespace Streaming.LoadTests.Faults.Network;

/// <summary>What a proxy does to the bytes that pass. The defaults let them pass as they are.</summary>
internal sealed record ProxyConditions
{
    /// <summary>Everything passes at once.</summary>
    public static ProxyConditions Clear { get; } = new();

    /// <summary>How much later the target gets what its client sent. Default 0.</summary>
    public TimeSpan ToTarget { get; init; }

    /// <summary>How much later the client gets what the target sent: its confirms, for one. Default 0.</summary>
    public TimeSpan ToClient { get; init; }

    /// <summary>Most bytes a second in each direction of each connection; 0 is as many as come. Default 0.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>
    /// Whether nothing passes in either direction, with all connections open: neither end is read from, or written to, or
    /// told. Default false.
    /// </summary>
    public bool IsStill { get; init; }
}
