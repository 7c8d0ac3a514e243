using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>Announces new champions as the trainer does: plain JSON, to whoever listens.</summary>
internal sealed class Promoter : IAsyncDisposable
{
    public const string Exchange = "Streaming.Contracts:ModelPromoted";

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Promoter(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    public static async Task<Promoter> ConnectAsync(VirtualHost host, CancellationToken cancellationToken)
    {
        var connection = await host.ConnectAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(
            Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        return new Promoter(connection, channel);
    }

    public Task AnnounceAsync(string version, string sha256, CancellationToken cancellationToken) => SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(
            new ModelPromoted { Model = new ModelReference { Version = version, Sha256 = sha256 } },
            JsonSerializerOptions.Web),
        cancellationToken);

    public Task SendAsync(string body, CancellationToken cancellationToken) =>
        SendAsync(Encoding.UTF8.GetBytes(body), cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task SendAsync(byte[] body, CancellationToken cancellationToken) => await _channel.BasicPublishAsync(
        Exchange,
        "",
        mandatory: false,
        new BasicProperties
        {
            ContentType = ObservationSender.PlainJson,
            Headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{Exchange}" },
        },
        body,
        cancellationToken);
}
