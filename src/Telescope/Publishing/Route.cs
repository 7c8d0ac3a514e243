using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>The broker's parts that messages of one kind pass through.</summary>
/// <param name="Exchange">Where they are published.</param>
/// <param name="QueueExchange">The queue's own exchange.</param>
/// <param name="Queue">Where workers take them from.</param>
internal sealed record Route(string Exchange, string QueueExchange, string Queue)
{
    /// <summary>The way of an observation that comes alone.</summary>
    public static Route Single { get; } = new(
        ObservationsTopology.Exchange, ObservationsTopology.QueueExchange, ObservationsTopology.Queue);

    /// <summary>The way of many in a message.</summary>
    public static Route Bulk { get; } = new(
        ObservationsTopology.BulkExchange, ObservationsTopology.BulkQueueExchange, ObservationsTopology.BulkQueue);

    /// <summary>Both.</summary>
    public static IReadOnlyList<Route> All { get; } = [Single, Bulk];

    /// <summary>Declares the way, as the worker does.</summary>
    /// <exception cref="OperationInterruptedException">The broker has other ideas of these names.</exception>
    public async Task DeclareAsync(IConnection connection, CancellationToken cancellation)
    {
        try
        {
            await DeclareAsync(connection, ObservationsTopology.QueueArguments, cancellation);
        }
        catch (OperationInterruptedException refusal)
            when (refusal.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            // The broker's definitions have declared it, and have policies for the rest.
            await DeclareAsync(connection, ObservationsTopology.PlainQueueArguments, cancellation);
        }
    }

    private Task DeclareAsync(
        IConnection connection, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellation) =>
        Declaration.EnsureAsync(
            connection,
            async channel =>
            {
                await channel.ExchangeDeclareAsync(
                    Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
                await channel.ExchangeDeclareAsync(
                    QueueExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
                await channel.QueueDeclareAsync(
                    Queue, durable: true, exclusive: false, autoDelete: false, arguments.ToDictionary(),
                    cancellationToken: cancellation);
                await channel.ExchangeBindAsync(QueueExchange, Exchange, "", cancellationToken: cancellation);
                await channel.QueueBindAsync(Queue, QueueExchange, "", cancellationToken: cancellation);
            },
            // Whether they are bound is not to be seen from here: publishing is mandatory, and what no queue takes comes back.
            async channel =>
            {
                await channel.ExchangeDeclarePassiveAsync(Exchange, cancellation);
                await channel.QueueDeclarePassiveAsync(Queue, cancellation);
            },
            cancellation);
}
