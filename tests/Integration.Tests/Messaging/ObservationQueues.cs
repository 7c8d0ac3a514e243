using RabbitMQ.Client;
using Streaming.Contracts;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>The ways to the queues of observations, declared as publishers and workers do, by nothing of theirs.</summary>
internal static class ObservationQueues
{
    public static async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        foreach (var (exchange, queueExchange, queue) in ((string, string, string)[])
        [
            (ObservationsTopology.Exchange, ObservationsTopology.QueueExchange, ObservationsTopology.Queue),
            (ObservationsTopology.BulkExchange, ObservationsTopology.BulkQueueExchange, ObservationsTopology.BulkQueue),
        ])
        {
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(
                queueExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeBindAsync(queueExchange, exchange, "", cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
                cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, queueExchange, "", cancellationToken: cancellationToken);
        }
    }
}
