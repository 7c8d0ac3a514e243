using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Streaming.Contracts;
using Streaming.Worker.Publishing;

using QueueArguments = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Declares what observations pass on their way to the queues, as MassTransit's endpoint will declare it again. It
/// stands apart because it must happen without a model, when nothing may be consumed yet.
/// </summary>
internal static class RabbitMqTopology
{
    /// <returns>The arguments of each queue that is to be consumed.</returns>
    public static async Task<IReadOnlyDictionary<string, QueueArguments>> DeclareAsync(
        RabbitMqAddress broker, CancellationToken cancellationToken)
    {
        await using var connection = await broker.Factory.CreateConnectionAsync(
            "streaming-worker-topology", cancellationToken);
        await DeclareEventsAsync(connection, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await DeclareAsync(
            connection, channel, ObservationsTopology.Dead, ObservationsTopology.KeptQueueArguments, cancellationToken);
        var arguments = new Dictionary<string, QueueArguments>();
        foreach (var (exchange, queue) in ((string, string)[])
        [
            (ObservationsTopology.Exchange, ObservationsTopology.Queue),
            (ObservationsTopology.BulkExchange, ObservationsTopology.BulkQueue),
        ])
        {
            arguments[queue] = await DeclareAsync(
                connection, channel, queue, ObservationsTopology.QueueArguments, cancellationToken);
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeBindAsync(queue, exchange, routingKey: "", cancellationToken: cancellationToken);
        }

        return arguments;
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

    /// <summary>Declares a queue; one that is there without arguments but its type stays as it is.</summary>
    /// <returns>Its arguments.</returns>
    /// <exception cref="OperationInterruptedException">It is there with others, or this user may not declare it.</exception>
    public static async Task<QueueArguments> DeclareQueueAsync(
        IConnection connection, string queue, QueueArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            // On a channel of its own, which the broker closes when it refuses.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                arguments.ToDictionary(),
                cancellationToken: cancellationToken);
            return arguments;
        }
        catch (OperationInterruptedException refusal) when (
            refusal.ShutdownReason?.ReplyCode == Constants.PreconditionFailed
            && arguments != ObservationsTopology.PlainQueueArguments)
        {
            return await DeclareQueueAsync(
                connection, queue, ObservationsTopology.PlainQueueArguments, cancellationToken);
        }
    }

    // A queue with an exchange of the same name.
    private static async Task<QueueArguments> DeclareAsync(
        IConnection connection,
        IChannel channel,
        string queue,
        QueueArguments arguments,
        CancellationToken cancellationToken)
    {
        var declared = await DeclareQueueAsync(connection, queue, arguments, cancellationToken);
        await channel.ExchangeDeclareAsync(
            queue, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue, queue, routingKey: "", cancellationToken: cancellationToken);
        return declared;
    }
}
