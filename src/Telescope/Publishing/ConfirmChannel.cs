using System.Diagnostics.CodeAnalysis;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Telescope.Publishing;

/// <summary>A channel that publishes with confirms, and tells of each message what became of it.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "It ends with its connection, and a source without a timer holds nothing.")]
internal sealed class ConfirmChannel
{
    // No limiter: the publisher bounds what is under way. The library's own delays every publish beyond half its limit.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly IChannel _channel;
    private readonly CancellationTokenSource _lost = new();

    private ConfirmChannel(IChannel channel)
    {
        _channel = channel;
        // RabbitMQ.Client 7.2.2 does not fail every confirm of a channel that is gone: some were waited for for ever.
        // Not awaited, since the client's own loop runs this and what is cancelled may need that loop.
        channel.ChannelShutdownAsync += (_, _) =>
        {
            _ = _lost.CancelAsync();
            return Task.CompletedTask;
        };
        if (!channel.IsOpen) _lost.Cancel();
    }

    /// <summary>Opens a channel and declares where messages go, so that none is published into the void.</summary>
    /// <exception cref="RabbitMQClientException">The broker has other ideas of these names.</exception>
    public static async Task<ConfirmChannel> OpenAsync(
        IConnection connection, IEnumerable<Route> routes, CancellationToken cancellation)
    {
        foreach (var route in routes) await route.DeclareAsync(connection, cancellation);
        return new ConfirmChannel(await connection.CreateChannelAsync(WithConfirms, cancellation));
    }

    /// <summary>Publishes and waits for the broker's answer. Never throws: a broken way is an outcome.</summary>
    public async Task<PublishOutcome> PublishAsync(
        string exchange, BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        try
        {
            await _channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body, _lost.Token);
            return PublishOutcome.Confirmed;
        }
        catch (PublishException exception)
        {
            return exception.IsReturn ? PublishOutcome.Returned : PublishOutcome.Refused;
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or ObjectDisposedException
            or OperationCanceledException or InvalidOperationException)
        {
            return PublishOutcome.Lost;
        }
    }
}
