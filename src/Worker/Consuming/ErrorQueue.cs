using System.Globalization;
using RabbitMQ.Client;
using Streaming.Contracts;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Where messages go that cannot be settled: one queue for each that is consumed, <c>observations_error</c> and
/// <c>observations_bulk_error</c>. They keep body and properties, and say why they are there. <c>telescope errors</c>
/// lists them and sends them again.
/// </summary>
internal sealed class ErrorQueue(RabbitMqAddress broker, TimeProvider time)
{
    // No limiter: what is under way is bounded by the prefetch.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    /// <summary>Puts messages there; returns when the broker has confirmed all of them.</summary>
    /// <param name="messages">Messages that came from RabbitMQ, and why they cannot be settled.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Exception">Some may not be there.</exception>
    public async Task MoveAsync(
        IEnumerable<(IncomingMessage Message, string Why)> messages, CancellationToken cancellationToken)
    {
        await using var connection = await broker.Factory.CreateConnectionAsync(
            "streaming-worker-errors", cancellationToken);
        foreach (var queue in messages.GroupBy(one => one.Message.Queue + ObservationsTopology.ErrorSuffix))
        {
            await RabbitMqTopology.DeclareQueueAsync(
                connection, queue.Key, ObservationsTopology.KeptQueueArguments, cancellationToken);
            await using var channel = await connection.CreateChannelAsync(WithConfirms, cancellationToken);
            // Its own exchange, as MassTransit's: through the broker's default one a user can reach every queue, and the
            // right to use it would be too much.
            await channel.ExchangeDeclareAsync(
                queue.Key, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(
                queue.Key, queue.Key, routingKey: "", cancellationToken: cancellationToken);
            // All before the first confirm is waited for: one after the other they would not end in time on a slow way.
            await Task.WhenAll(queue.Select(one => channel.BasicPublishAsync(
                queue.Key,
                routingKey: "",
                mandatory: true,
                Properties(one.Message, one.Why),
                one.Message.Body,
                cancellationToken).AsTask()));
        }
    }

    private BasicProperties Properties(in IncomingMessage message, string why)
    {
        var properties = new BasicProperties(message.Properties!)
        {
            Persistent = true,
            Headers = new Dictionary<string, object?>(message.Properties!.Headers ?? new Dictionary<string, object?>())
            {
                [ObservationsTopology.ReasonHeader] = why,
                [ObservationsTopology.FailedAtHeader] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            },
        };
        // The broker refuses another user's name, and drops what has expired.
        properties.ClearUserId();
        properties.ClearExpiration();
        return properties;
    }
}
