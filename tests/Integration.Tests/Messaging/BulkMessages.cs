using System.IO.Compression;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>Messages of many: observations as they wait in the broker, and objects as workers publish them.</summary>
internal static class BulkMessages
{
    public const string Objects = "Streaming.Contracts:ObjectsClassified";

    private const string Gzip = "gzip";

    /// <summary>Takes the messages that wait for workers.</summary>
    public static async Task<List<BasicGetResult>> TakeAsync(this VirtualHost host, int count)
    {
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        var messages = new List<BasicGetResult>();
        const string Queue = ObservationsTopology.BulkQueue;
        while (await channel.BasicGetAsync(Queue, autoAck: true, Patience.Token()) is { } message)
        {
            messages.Add(message);
        }

        Assert.Equal(count, messages.Count);
        return messages;
    }

    /// <summary>The ids of the observations of a message; null where one has none.</summary>
    public static IEnumerable<string?> ObservationIds(this BasicGetResult message)
    {
        var body = message.BasicProperties.ContentEncoding == Gzip ? Unpacked(message.Body) : message.Body;
        return JsonElement.Parse(body.Span).GetProperty("observations").EnumerateArray()
            .Select(one => one.TryGetProperty("observationId", out var id) ? id.GetString() : null);
    }

    /// <summary>A classified object that stands among others.</summary>
    public static ObjectClassified Classified(Guid id) => new()
    {
        EventId = id,
        ObservationId = $"o-{id}",
        ObservedAt = DateTimeOffset.UnixEpoch,
        Alpha = 1,
        Delta = 2,
        Class = ObjectClass.Star,
        Confidence = 1,
        Probabilities = new() { Star = 1, Galaxy = 0, Qso = 0 },
        Model = new() { Version = "v1", Sha256 = "00" },
        ClassifiedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Publishes an event as a worker does.</summary>
    public static async Task SendEventAsync<T>(this VirtualHost host, string exchange, Guid id, T message)
    {
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            MessageId = $"{id}",
            Headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{exchange}" },
        };
        await channel.BasicPublishAsync(
            exchange, "", mandatory: true, properties,
            JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web), Patience.Token());
    }

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> body)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
