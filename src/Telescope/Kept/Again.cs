using RabbitMQ.Client;
using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Kept;

/// <summary>A kept message as it is to be sent again.</summary>
/// <param name="Message">The message that is acknowledged once the broker has confirmed this one.</param>
/// <param name="Route">Where it goes: to the queue's own exchange, so that no other subscriber gets it twice.</param>
/// <param name="Properties">What goes with it.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record Again(KeptMessage Message, Route Route, BasicProperties Properties, ReadOnlyMemory<byte> Body)
{
    /// <summary>
    /// The same once more: what its publisher gave it stays, what tells of its end goes, and it says that it was sent again.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="route">Where it goes.</param>
    /// <param name="run">When this run began.</param>
    public static Again Of(KeptMessage message, Route route, DateTimeOffset run) => new(
        message,
        route,
        Marked(new BasicProperties(message.Properties), message, run),
        message.Body);

    /// <summary>Puts what a kept message carries on into the properties of the one that takes its place.</summary>
    public static BasicProperties Marked(BasicProperties properties, KeptMessage message, DateTimeOffset run)
    {
        var headers = (message.Properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => !MessageHeaders.IsOfFault(header.Key))
            .ToDictionary(header => header.Key, header => header.Value);
        headers[ResentMark.Header] = ResentMark.After(message.Resent, run).ToString();
        properties.Headers = headers;
        properties.Persistent = true;
        // The broker refuses a message whose user id is not that of the connection.
        properties.ClearUserId();
        return properties;
    }
}
