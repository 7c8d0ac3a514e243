using System.Text;
using RabbitMQ.Client;
using Streaming.Contracts;
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

    /// <summary>Whom it is to be settled by; null when whoever brought it waits for its batch and does that.</summary>
    public Acknowledgements? Acknowledgements { get; init; }

    /// <summary>Its tag there.</summary>
    public ulong Tag { get; init; }

    /// <summary>Its properties, for whoever publishes it anew; null when it did not come from RabbitMQ.</summary>
    public IReadOnlyBasicProperties? Properties { get; init; }

    /// <summary>That the broker has refused an event of it; null when it has not.</summary>
    public RefusedBefore? Refused { get; init; }

    /// <summary>A message that came from RabbitMQ.</summary>
    public static IncomingMessage Of(byte[] body, string queue, IReadOnlyBasicProperties properties) =>
        new(body, properties.ContentType, queue)
        {
            ContentEncoding = properties.ContentEncoding,
            Properties = properties,
            EnteredAt = EntryTime.Of(Header(properties, EntryTime.Header), properties),
            Trace = ObservationTrace.Of(
                Text(properties, ObservationTrace.ParentHeader),
                Text(properties, ObservationTrace.MassTransitHeader),
                Text(properties, ObservationTrace.StateHeader),
                Text(properties, ObservationsTopology.ResentHeader)),
        };

    private static object? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?.TryGetValue(name, out var value) is true ? value : null;

    private static string? Text(IReadOnlyBasicProperties properties, string name) => Header(properties, name) switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        var value => value as string,
    };
}
