using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Worker.Consuming;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Promotions;

/// <summary>
/// Listens with an exclusive queue that the broker names and that ends with its connection: a crashed worker leaves
/// nothing behind, and a fresh connection never meets the queue of a half-open one.
/// </summary>
/// <remarks>
/// Through RabbitMQ's own client, not as an endpoint of MassTransit: a bus counts every endpoint for its health, and
/// without this one a worker is still ready.
/// </remarks>
internal sealed class RabbitMqPromotionSource(RabbitMqAddress broker) : IPromotionSource
{
    public async Task ListenAsync(
        Action onListening, Action<ReadOnlyMemory<byte>, string?> onMessage, CancellationToken cancellationToken)
    {
        var connection = await broker.Factory.CreateConnectionAsync("streaming-worker-promotions", cancellationToken);
        try
        {
            await ListenAsync(connection, onListening, onMessage, cancellationToken);
        }
        finally
        {
            connection.Abandon();
        }
    }

    private static async Task ListenAsync(
        IConnection connection,
        Action onListening,
        Action<ReadOnlyMemory<byte>, string?> onMessage,
        CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, reason) => End(reason.ReplyText);

        await channel.ExchangeDeclareAsync(
            EventExchange.PromotedName, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(
            queue: "", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(
            queue.QueueName, EventExchange.PromotedName, routingKey: "", cancellationToken: cancellationToken);

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            onMessage(delivery.Body, delivery.BasicProperties.ContentType);
            return Task.CompletedTask;
        };
        // The broker ends a consumer whose queue was deleted, and the connection stays.
        consumer.UnregisteredAsync += (_, _) => End("the queue is gone");
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        onListening();
        await lost.Task.WaitAsync(cancellationToken);

        Task End(string reason)
        {
            lost.TrySetException(new IOException(reason));
            return Task.CompletedTask;
        }
    }
}
