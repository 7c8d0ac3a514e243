using System.Collections.Concurrent;
using RabbitMQ.Client;

namespace Streaming.Worker.Publishing;

/// <summary>A connection with the channels that publish on it, one for each batch in work.</summary>
internal sealed class PublishingConnection(IConnection connection) : IAsyncDisposable
{
    // No bag: its lists hang on the threads that filled them, and keep the channels of every lost connection alive.
    private readonly ConcurrentStack<ConfirmingChannel> _idle = [];

    public bool IsOpen => connection.IsOpen;

    /// <summary>Takes a channel that nobody else publishes on until it is given back.</summary>
    public async Task<ConfirmingChannel> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var idle))
        {
            if (idle.IsOpen)
            {
                return idle;
            }
        }

        return await ConfirmingChannel.OpenAsync(connection, cancellationToken);
    }

    /// <summary>Lets others publish on it; one that the broker closed is left.</summary>
    public void GiveBack(ConfirmingChannel channel)
    {
        if (channel.IsOpen)
        {
            _idle.Push(channel);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
