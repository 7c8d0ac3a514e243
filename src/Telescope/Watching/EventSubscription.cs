using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Streaming.Telescope.Broker;

namespace Streaming.Telescope.Watching;

/// <summary>
/// A queue of our own with the workers' events, which goes when we go. After a lost connection the client library
/// declares it again; events of the time between are missed.
/// </summary>
internal sealed class EventSubscription : IAsyncDisposable
{
    /// <summary>Where the workers publish, as MassTransit names it.</summary>
    public const string ClassifiedExchange = "Streaming.Contracts:ObjectClassified";

    /// <summary>Where they publish many objects in a message, if they are set to.</summary>
    public const string ObjectsExchange = "Streaming.Contracts:ObjectsClassified";

    /// <summary>Where the workers publish rejections.</summary>
    public const string RejectedExchange = "Streaming.Contracts:ObservationRejected";

    // Bounds what piles up here when the reader of our output is slow: some hundred megabytes where each message holds 500
    // objects. Acknowledged in blocks, to save round trips.
    private const ushort Prefetch = 500;
    private const ulong Block = 100;

    private readonly IConnection _connection;

    private EventSubscription(IConnection connection) => _connection = connection;

    /// <summary>Whether events can arrive at the moment.</summary>
    public bool IsConnected => _connection.IsOpen;

    /// <summary>Subscribes; the handler gets exchange, message id and body of one message after the other.</summary>
    /// <exception cref="FailureException">The broker cannot be reached, or refuses.</exception>
    public static async Task<EventSubscription> OpenAsync(
        Uri address, Action<string, string?, ReadOnlyMemory<byte>> handle, CancellationToken cancellation)
    {
        var connection = await BrokerConnection.OpenAsync(address, "telescope watch", recovers: true, cancellation);
        try
        {
            await SubscribeAsync(connection, handle, cancellation);
            return new EventSubscription(connection);
        }
        catch (Exception exception)
        {
            await BrokerConnection.CloseAsync(connection);
            if (exception is not RabbitMQClientException) throw;
            var reason = (exception as OperationInterruptedException)?.ShutdownReason?.ReplyText ?? exception.Message;
            throw new FailureException($"the broker does not let events be watched: {reason}");
        }
    }

    public ValueTask DisposeAsync() => BrokerConnection.CloseAsync(_connection);

    private static async Task SubscribeAsync(
        IConnection connection, Action<string, string?, ReadOnlyMemory<byte>> handle, CancellationToken cancellation)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        var queue = await channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellation);
        foreach (var exchange in (string[])[ClassifiedExchange, ObjectsExchange, RejectedExchange])
        {
            await Declaration.EnsureAsync(
                connection,
                declaring => declaring.ExchangeDeclareAsync(
                    exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation),
                finding => finding.ExchangeDeclarePassiveAsync(exchange, cancellation),
                cancellation);
            await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: cancellation);
        }

        await channel.BasicQosAsync(0, Prefetch, global: false, cancellation);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            handle(delivery.Exchange, delivery.BasicProperties.MessageId, delivery.Body);
            if (delivery.DeliveryTag % Block == 0)
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true, delivery.CancellationToken);
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: false, consumer, cancellation);
    }
}
