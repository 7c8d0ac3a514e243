using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>A message as it came from the queue, not yet read: one observation or many.</summary>
/// <param name="Body">The bytes, whole.</param>
/// <param name="ContentType">Content type as the publisher gave it, or null.</param>
/// <param name="Queue">The queue that it came from.</param>
internal readonly record struct IncomingMessage(byte[] Body, string? ContentType, string Queue)
{
    /// <summary>Content encoding as the publisher gave it, or null.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>When it entered the broker; null when the message does not say.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>Whether the broker has tried to deliver it before.</summary>
    public bool Redelivered { get; init; }

    /// <summary>Timestamp of the clock at its delivery.</summary>
    public long Delivered { get; init; }

    /// <summary>The trace that it belongs to; empty when the publisher gave none.</summary>
    public ObservationTrace Trace { get; init; }
}
