using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>
/// A telescope that knows nothing of MassTransit: plain JSON, persistent, confirmed, and returned when no queue takes
/// it. It declares the queue first, as <c>telescope publish</c> does.
/// </summary>
internal sealed class ObservationSender : IAsyncDisposable
{
    public const string PlainJson = "application/json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private ObservationSender(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    /// <summary>Connects and declares the way to the queue.</summary>
    public static async Task<ObservationSender> ConnectAsync(VirtualHost host, CancellationToken cancellationToken)
    {
        var sender = await ConnectWithoutDeclaringAsync(host, cancellationToken);
        await ObservationQueues.DeclareAsync(sender._channel, cancellationToken);
        return sender;
    }

    /// <summary>Connects and relies on somebody else for the way to the queue.</summary>
    public static async Task<ObservationSender> ConnectWithoutDeclaringAsync(
        VirtualHost host, CancellationToken cancellationToken)
    {
        var connection = await host.ConnectAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null),
            cancellationToken);
        return new ObservationSender(connection, channel);
    }

    public static byte[] Serialize(ObservationReceived observation) =>
        JsonSerializer.SerializeToUtf8Bytes(observation, Json);

    /// <summary>Publishes one body; returns when the broker has it in the queue.</summary>
    public Task SendAsync(
        byte[] body, string? contentType, string? messageId, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties { Persistent = true };
        if (contentType is not null)
        {
            properties.ContentType = contentType;
        }

        if (messageId is not null)
        {
            properties.MessageId = messageId;
        }

        return SendAsync(body, properties, cancellationToken);
    }

    /// <summary>Publishes with headers of one's own.</summary>
    public Task SendAsync(
        ObservationReceived observation,
        Dictionary<string, object?> headers,
        CancellationToken cancellationToken) => SendAsync(
        Serialize(observation),
        new BasicProperties { Persistent = true, ContentType = PlainJson, Headers = headers },
        cancellationToken);

    public Task SendAsync(byte[] body, CancellationToken cancellationToken) =>
        SendAsync(body, PlainJson, messageId: null, cancellationToken);

    public Task SendAsync(ObservationReceived observation, CancellationToken cancellationToken) =>
        SendAsync(Serialize(observation), cancellationToken);

    /// <summary>Publishes with the time in milliseconds, as a broker notes it when a message enters.</summary>
    public async Task SendAsync(
        ObservationReceived observation, DateTimeOffset enteredAt, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = PlainJson,
            Headers = new Dictionary<string, object?> { ["timestamp_in_ms"] = enteredAt.ToUnixTimeMilliseconds() },
        };
        await _channel.BasicPublishAsync(
            ObservationsTopology.Exchange, "", mandatory: true, properties, Serialize(observation), cancellationToken);
    }

    /// <summary>Publishes all at once; returns when the broker has every one.</summary>
    public Task SendAsync(IEnumerable<ObservationReceived> observations, CancellationToken cancellationToken) =>
        Task.WhenAll(observations.Select(observation => SendAsync(observation, cancellationToken)));

    /// <summary>Publishes until the broker has it, however often the connection is lost meanwhile.</summary>
    public async Task SendAgainUntilConfirmedAsync(ObservationReceived observation, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                await SendAsync(observation, cancellationToken);
                return;
            }
            catch (Exception fault) when (fault is RabbitMQClientException or ObjectDisposedException or IOException)
            {
                await pause.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    /// <summary>Messages that wait in a queue; null when there is no such queue.</summary>
    public async Task<uint?> WaitingAsync(string queue, CancellationToken cancellationToken)
    {
        // A question for an absent queue closes its channel.
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException fault) when (fault.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Publishes one message of many observations, packed or not.</summary>
    /// <param name="bodies">The observations.</param>
    /// <param name="exchange">Where to.</param>
    /// <param name="isPacked">Whether by gzip.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SendManyAsync(
        IEnumerable<byte[]> bodies, string exchange, bool isPacked, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await using (Stream into = isPacked ? new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true) : body)
        {
            into.Write("{\"observations\":["u8);
            foreach (var (place, one) in bodies.Index())
            {
                into.Write(place == 0 ? [] : ","u8);
                into.Write(one);
            }

            into.Write("]}"u8);
        }

        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = PlainJson,
            ContentEncoding = isPacked ? "gzip" : null,
        };
        await _channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body.ToArray(), cancellationToken);
    }

    private async Task SendAsync(byte[] body, BasicProperties properties, CancellationToken cancellationToken) =>
        await _channel.BasicPublishAsync(
            ObservationsTopology.Exchange, "", mandatory: true, properties, body, cancellationToken);
}
