using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Declares what observations pass on their way to the queues, as MassTransit's endpoint will declare it again. It
/// stands apart because it must happen without a model, when nothing may be consumed yet.
/// </summary>
internal static class RabbitMqTopology
{
    public static async Task DeclareAsync(RabbitMqAddress broker, CancellationToken cancellationToken)
    {
        await using var connection = await broker.Factory.CreateConnectionAsync(
            "streaming-worker-topology", cancellationToken);
        await DeclareEventsAsync(connection, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await DeclareAsync(
            channel,
            ObservationsTopology.Exchange,
            ObservationsTopology.QueueExchange,
            ObservationsTopology.Queue,
            cancellationToken);
        await DeclareAsync(
            channel,
            ObservationsTopology.BulkExchange,
            ObservationsTopology.BulkQueueExchange,
            ObservationsTopology.BulkQueue,
            cancellationToken);
    }

    /// <summary>Declares the exchanges of the events, as MassTransit declares them for its subscribers.</summary>
    public static async Task DeclareEventsAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var exchange in EventExchange.All)
        {
            await channel.ExchangeDeclareAsync(
                exchange.Name, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        }
    }

    private static async Task DeclareAsync(
        IChannel channel, string exchange, string queueExchange, string queue, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(
            exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(
            queueExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeBindAsync(queueExchange, exchange, routingKey: "", cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue, queueExchange, routingKey: "", cancellationToken: cancellationToken);
    }
}
