using RabbitMQ.Client;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>Makes the message of a mended observation.</summary>
internal static class RejectedAgain
{
    // Headers that tell of the event, not of its observation.
    private static readonly string[] OfEvent = ["MT-MessageType", "timestamp_in_ms"];

    /// <summary>The observation as it was received and then mended, in the trace of its rejection.</summary>
    public static Again Of(Rejection one, Mended mended, DateTimeOffset run)
    {
        var properties = Again.Marked(new BasicProperties(), one.Message, run);
        foreach (var name in OfEvent) properties.Headers!.Remove(name);
        var received = one.Event.Received;
        if (received.ContentType is { } type) properties.ContentType = type;
        if (received.ContentEncoding is { } encoding) properties.ContentEncoding = encoding;
        return new(one.Message, mended.Route, properties, mended.Body);
    }
}
