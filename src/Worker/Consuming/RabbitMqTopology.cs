using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Declares what an observation passes on its way to the queue, as MassTransit's endpoint will declare it again. It
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
        await channel.ExchangeDeclareAsync(
            ObservationsTopology.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(
            ObservationsTopology.QueueExchange,
            ExchangeType.Fanout,
            durable: true,
            cancellationToken: cancellationToken);
        await channel.ExchangeBindAsync(
            ObservationsTopology.QueueExchange,
            ObservationsTopology.Exchange,
            routingKey: "",
            cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            ObservationsTopology.Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: cancellationToken);
        await channel.QueueBindAsync(
            ObservationsTopology.Queue, ObservationsTopology.QueueExchange, "", cancellationToken: cancellationToken);
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
}
