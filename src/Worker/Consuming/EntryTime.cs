using RabbitMQ.Client;

namespace Streaming.Worker.Consuming;

/// <summary>When a message entered the broker, as far as it says so.</summary>
internal static class EntryTime
{
    /// <summary>Milliseconds since 1970, set by the broker (its timestamp interceptor) or by the publisher.</summary>
    public const string Header = "timestamp_in_ms";

    /// <summary>Takes the header, else the AMQP timestamp, which knows whole seconds only.</summary>
    /// <returns>The time; null when neither is there, or is one that no calendar has.</returns>
    public static DateTimeOffset? Of(object? header, IReadOnlyBasicProperties? properties = null) =>
        header is long milliseconds ? After1970(milliseconds, TimeSpan.TicksPerMillisecond)
        : properties?.IsTimestampPresent() is true ? After1970(properties.Timestamp.UnixTime, TimeSpan.TicksPerSecond)
        : null;

    private static DateTimeOffset? After1970(long count, long ticks) =>
        count >= 0 && count <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / ticks
            ? DateTimeOffset.UnixEpoch.AddTicks(count * ticks)
            : null;
}
