using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Streaming.Contracts;
using Streaming.Telescope.Broker;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// One connection with one channel that tracks confirms. It does not recover by itself: what was under way when it
/// broke has to be published again on a new one, and that is the <see cref="Publisher"/>'s business.
/// </summary>
internal sealed class RabbitChannel : IObservationChannel
{
    // No limiter: the publisher bounds what is under way. The library's own delays every publish beyond half its limit.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Route _route;

    private readonly CancellationTokenSource _lost = new();

    private RabbitChannel(IConnection connection, IChannel channel, Route route)
    {
        (_connection, _channel, _route) = (connection, channel, route);
        // RabbitMQ.Client 7.2.2 does not fail every confirm of a channel that is gone: some were waited for for ever.
        // Not awaited, since the client's own loop runs this and what is cancelled may need that loop.
        channel.ChannelShutdownAsync += (_, _) =>
        {
            _ = _lost.CancelAsync();
            return Task.CompletedTask;
        };
        if (!channel.IsOpen) _lost.Cancel();
    }

    /// <summary>Connects and declares where observations go, so that none is published into the void.</summary>
    /// <exception cref="FailureException">The broker cannot be reached, or has other ideas of these names.</exception>
    public static async Task<IObservationChannel> OpenAsync(Uri address, Route route, CancellationToken cancellation)
    {
        var connection = await BrokerConnection.OpenAsync(address, "telescope publish", recovers: false, cancellation);
        try
        {
            try
            {
                await DeclareAsync(connection, route, ObservationsTopology.QueueArguments, cancellation);
            }
            catch (OperationInterruptedException refusal)
                when (refusal.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
            {
                // The broker's definitions have declared it, and have policies for the rest.
                await DeclareAsync(connection, route, ObservationsTopology.PlainQueueArguments, cancellation);
            }

            return new RabbitChannel(
                connection, await connection.CreateChannelAsync(WithConfirms, cancellation), route);
        }
        catch (Exception exception)
        {
            await BrokerConnection.CloseAsync(connection);
            if (exception is not RabbitMQClientException) throw;
            var reason = (exception as OperationInterruptedException)?.ShutdownReason?.ReplyText ?? exception.Message;
            throw new FailureException($"the broker refuses the queue {route.Queue}: {reason}");
        }
    }

    public string Host => _connection.Endpoint.HostName;

    public int Port => _connection.Endpoint.Port;

    public async Task<PublishOutcome> PublishAsync(ObservationMessage message, IDictionary<string, object?> headers)
    {
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            Persistent = true,
            Headers = headers,
        };
        if (message.ContentEncoding is { } encoding) properties.ContentEncoding = encoding;
        try
        {
            await _channel.BasicPublishAsync(
                _route.Exchange, "", mandatory: true, properties, message.Body, _lost.Token);
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

    public ValueTask DisposeAsync() => BrokerConnection.CloseAsync(_connection);

    // Whether they are bound is not to be seen from here: publishing is mandatory, and what no queue takes comes back.
    private static async Task FindAsync(IChannel channel, Route route, CancellationToken cancellation)
    {
        await channel.ExchangeDeclarePassiveAsync(route.Exchange, cancellation);
        await channel.QueueDeclarePassiveAsync(route.Queue, cancellation);
    }

    private static Task DeclareAsync(
        IConnection connection,
        Route route,
        IReadOnlyDictionary<string, object?> arguments,
        CancellationToken cancellation) => Declaration.EnsureAsync(
            connection,
            channel => DeclareAsync(channel, route, arguments, cancellation),
            channel => FindAsync(channel, route, cancellation),
            cancellation);

    private static async Task DeclareAsync(
        IChannel channel,
        Route route,
        IReadOnlyDictionary<string, object?> arguments,
        CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(
            route.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await channel.ExchangeDeclareAsync(
            route.QueueExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(
            route.Queue, durable: true, exclusive: false, autoDelete: false, arguments.ToDictionary(),
            cancellationToken: cancellation);
        await channel.ExchangeBindAsync(
            route.QueueExchange, route.Exchange, "", cancellationToken: cancellation);
        await channel.QueueBindAsync(
            route.Queue, route.QueueExchange, "", cancellationToken: cancellation);
    }
}
