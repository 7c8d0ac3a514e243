using System.Text;
using RabbitMQ.Client;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Tests.Errors;

/// <summary>Messages as the client delivers them: texts in headers are bytes.</summary>
internal static class KeptMessages
{
    public static KeptMessage Of(string queue, string body = "{}", params (string Name, object? Value)[] headers) => new(
        queue,
        Tag: 1,
        new BasicProperties { Headers = headers.ToDictionary(header => header.Name, header => AsDelivered(header.Value)) },
        Encoding.UTF8.GetBytes(body));

    /// <summary>The header of a message that the broker dead-lettered.</summary>
    public static (string Name, object? Value) Death(string reason, string queue, long time) => (
        "x-death",
        new List<object?>
        {
            new Dictionary<string, object?>
            {
                ["reason"] = AsDelivered(reason),
                ["queue"] = AsDelivered(queue),
                ["time"] = new AmqpTimestamp(time),
            },
            new Dictionary<string, object?> { ["reason"] = AsDelivered("expired"), ["queue"] = AsDelivered("earlier") },
        });

    private static object? AsDelivered(object? value) => value is string text ? Encoding.UTF8.GetBytes(text) : value;
}
