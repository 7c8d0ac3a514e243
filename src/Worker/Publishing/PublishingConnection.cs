using System.Collections.Concurrent;
using RabbitMQ.Client;

namespace Streaming.Worker.Publishing;

/// <summary>A connection with the channels that publish on it, one for each batch in work.</summary>
internal sealed class PublishingConnection(IConnection connection) : IAsyncDisposable
{
    // No limiter: what is in flight is bounded by the batch and by the batches worked on at once.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly ConcurrentBag<IChannel> _idle = [];

    public bool IsOpen => connection.IsOpen;

    /// <summary>Takes a channel that nobody else publishes on until it is given back.</summary>
    public async Task<IChannel> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.IsOpen)
            {
                return idle;
            }
        }

        return await connection.CreateChannelAsync(WithConfirms, cancellationToken);
    }

    public void GiveBack(IChannel channel) => _idle.Add(channel);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
