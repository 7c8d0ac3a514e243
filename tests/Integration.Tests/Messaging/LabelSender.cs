using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>
/// A spectrograph that knows nothing of MassTransit. It declares the queue as the contract says, so a trainer that
/// declared it otherwise would be refused by the broker.
/// </summary>
internal sealed class LabelSender : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private LabelSender(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<LabelSender> ConnectAsync(VirtualHost host, CancellationToken cancellationToken)
    {
        var connection = await host.ConnectAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null),
            cancellationToken);
        await channel.ExchangeDeclareAsync(
            LabelsTopology.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            LabelsTopology.Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: cancellationToken);
        await channel.QueueBindAsync(LabelsTopology.Queue, LabelsTopology.Exchange, "", cancellationToken: cancellationToken);
        return new LabelSender(connection, channel);
    }

    public static byte[] Serialize(ObservationLabelled label) => JsonSerializer.SerializeToUtf8Bytes(label, Json);

    /// <summary>Publishes all at once; returns when the broker has every one in the queue.</summary>
    public Task SendAsync(IEnumerable<ObservationLabelled> labels, CancellationToken cancellationToken) =>
        Task.WhenAll(labels.Select(label => SendAsync(Serialize(label), "application/json", cancellationToken)).ToList());

    public Task SendAsync(string body, CancellationToken cancellationToken) =>
        SendAsync(Encoding.UTF8.GetBytes(body), contentType: null, cancellationToken);

    public async Task SendAsync(byte[] body, string? contentType, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties { Persistent = true, MessageId = "the publisher's own" };
        if (contentType is not null)
        {
            properties.ContentType = contentType;
        }

        await _channel.BasicPublishAsync(
            LabelsTopology.Exchange, "", mandatory: true, properties, body, cancellationToken);
    }

    public async Task<uint> WaitingAsync(string queue, CancellationToken cancellationToken) =>
        (await _channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;

    public Task DeleteQueueAsync(CancellationToken cancellationToken) =>
        _channel.QueueDeleteAsync(LabelsTopology.Queue, cancellationToken: cancellationToken);

    /// <summary>Takes the messages that the trainer kept as no labels: body, message id and reason.</summary>
    public async Task<IReadOnlyList<(string Body, string? MessageId, string Reason)>> TakeKeptAsync(
        CancellationToken cancellationToken)
    {
        var kept = new List<(string, string?, string)>();
        while (await _channel.BasicGetAsync(LabelsTopology.ErrorQueue, autoAck: true, cancellationToken) is { } next)
        {
            var reason = (byte[])next.BasicProperties.Headers![LabelsTopology.ReasonHeader]!;
            kept.Add((
                Encoding.UTF8.GetString(next.Body.Span),
                next.BasicProperties.MessageId,
                Encoding.UTF8.GetString(reason)));
        }

        return kept;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
