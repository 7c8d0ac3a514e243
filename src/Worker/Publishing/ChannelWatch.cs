using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Cancels what waits for confirms as soon as their channel is gone. RabbitMQ.Client 7.2.2 fails most of them by
/// itself, but one that was published in the moment of the loss waits for ever.
/// </summary>
internal sealed class ChannelWatch : IDisposable
{
    private readonly IChannel _channel;
    private readonly CancellationTokenSource _lost;

    public ChannelWatch(IChannel channel, CancellationToken cancellationToken)
    {
        _channel = channel;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _channel.ChannelShutdownAsync += OnShutdownAsync;
        if (!channel.IsOpen)
        {
            _lost.Cancel();
        }
    }

    /// <summary>Cancelled when the channel is gone, or with the token given.</summary>
    public CancellationToken Lost => _lost.Token;

    public void Dispose()
    {
        _channel.ChannelShutdownAsync -= OnShutdownAsync;
        _lost.Dispose();
    }

    // Not awaited: the client's own loop runs this, and whatever is cancelled may need that loop to end.
    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        _ = _lost.CancelAsync();
        return Task.CompletedTask;
    }
}
