using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Streaming.Telescope.Broker;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// One connection with one channel that tracks confirms. It does not recover by itself: what was under way when it
/// broke has to be published again on a new one, and that is the <see cref="Publisher"/>'s business.
/// </summary>
internal sealed class RabbitChannel : IObservationChannel
{
    private readonly IConnection _connection;
    private readonly ConfirmChannel _channel;
    private readonly Route _route;

    private RabbitChannel(IConnection connection, ConfirmChannel channel, Route route) =>
        (_connection, _channel, _route) = (connection, channel, route);

    /// <summary>Connects and declares where observations go.</summary>
    /// <exception cref="FailureException">The broker cannot be reached, or has other ideas of these names.</exception>
    public static async Task<IObservationChannel> OpenAsync(Uri address, Route route, CancellationToken cancellation)
    {
        var connection = await BrokerConnection.OpenAsync(address, "telescope publish", recovers: false, cancellation);
        try
        {
            return new RabbitChannel(
                connection, await ConfirmChannel.OpenAsync(connection, [route], cancellation), route);
        }
        catch (Exception exception)
        {
            await BrokerConnection.CloseAsync(connection);
            if (exception is not RabbitMQClientException) throw;
            throw new FailureException(
                $"the broker refuses the queue {route.Queue}: {BrokerFault.Reason(exception)}");
        }
    }

    public string Host => _connection.Endpoint.HostName;

    public int Port => _connection.Endpoint.Port;

    public Task<PublishOutcome> PublishAsync(ObservationMessage message, IDictionary<string, object?> headers)
    {
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            Persistent = true,
            Headers = headers,
        };
        if (message.ContentEncoding is { } encoding) properties.ContentEncoding = encoding;
        return _channel.PublishAsync(_route.Exchange, properties, message.Body);
    }

    public ValueTask DisposeAsync() => BrokerConnection.CloseAsync(_connection);
}
