using RabbitMQ.Client;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests;

/// <summary>A subscriber that reads nothing, with a queue that is full and refuses what is published.</summary>
internal sealed class FullQueue : IAsyncDisposable
{
    private const string Name = "full";

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private FullQueue(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>Binds one to the classifications.</summary>
    public static async Task<FullQueue> BindAsync(VirtualHost host)
    {
        var token = Patience.Token();
        var connection = await host.ConnectAsync(token);
        var channel = await connection.CreateChannelAsync(cancellationToken: token);
        await channel.QueueDeclareAsync(
            Name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" },
            cancellationToken: token);
        await channel.ExchangeDeclareAsync(
            EventCollector.Classifications, ExchangeType.Fanout, durable: true, cancellationToken: token);
        await channel.QueueBindAsync(Name, EventCollector.Classifications, "", cancellationToken: token);
        await channel.BasicPublishAsync("", Name, body: new byte[1], cancellationToken: token);
        return new FullQueue(connection, channel);
    }

    /// <summary>Ends it: there is room for everybody.</summary>
    public Task DeleteAsync() => _channel.QueueDeleteAsync(Name, cancellationToken: Patience.Token());

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
