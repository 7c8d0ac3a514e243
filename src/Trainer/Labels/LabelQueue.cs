using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Contracts;

namespace Streaming.Trainer.Labels;

/// <summary>
/// The trainer's end of the queue of labels. A message is acknowledged when its label is on disk, or when it is kept,
/// with its reasons, in the queue for those that are none. A lost connection is not recovered: open another.
/// </summary>
internal sealed class LabelQueue : IAsyncDisposable
{
    // The error queue's own exchange.
    private const string ErrorExchange = LabelsTopology.ErrorQueue;
    private const int BatchLimit = 500;
    private const int LongestReason = 2_000;

    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly LabelIntake _intake;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();

    private LabelQueue(IConnection connection, IChannel channel, LabelIntake intake, ILogger logger)
    {
        (_connection, _channel, _intake, _logger) = (connection, channel, intake, logger);
        // Not awaited, since the client's own loop runs this and what is cancelled may need that loop.
        channel.ChannelShutdownAsync += (_, _) =>
        {
            _ = _lost.CancelAsync();
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects and declares the way to the queue, so that nothing published from now on is lost.</summary>
    public static async Task<LabelQueue> OpenAsync(
        Uri broker, LabelIntake intake, ILogger logger, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            AutomaticRecoveryEnabled = false,
            // A loss that the client misses is known after three of them (ADR 3).
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
        };
        BrokerTls.Read(SecretFiles.Read).Apply(factory);
        var connection = await factory.CreateConnectionAsync("streaming-trainer-labels", cancellation);
        try
        {
            await Declaration.EnsureAsync(
                connection,
                declaring => DeclareAsync(declaring, cancellation),
                finding => FindAsync(finding, cancellation),
                cancellation);
            var channel = await connection.CreateChannelAsync(WithConfirms, cancellation);
            return new LabelQueue(connection, channel, intake, logger);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes what waits in the queue, until there is nothing more.</summary>
    /// <exception cref="OperationCanceledException">Stopped, or the connection is lost.</exception>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _lost.Token);
        List<IncomingLabel> batch;
        do
        {
            batch = [];
            while (batch.Count < BatchLimit
                && await _channel.BasicGetAsync(LabelsTopology.Queue, autoAck: false, either.Token) is { } next)
            {
                batch.Add(new IncomingLabel(next.DeliveryTag, next.BasicProperties, next.Body.ToArray()));
            }

            await SettleAsync(batch, either.Token);
        }
        while (batch.Count == BatchLimit);
    }

    /// <summary>Takes what comes, until it is stopped.</summary>
    /// <exception cref="OperationCanceledException">Stopped, or the connection is lost.</exception>
    public async Task ConsumeAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _lost.Token);
        var arrivals = Channel.CreateUnbounded<IncomingLabel>();
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            arrivals.Writer.TryWrite(new IncomingLabel(
                delivery.DeliveryTag, delivery.BasicProperties, delivery.Body.ToArray()));
            return Task.CompletedTask;
        };

        // The queue may be deleted under us: then the broker cancels the consumer, and the channel stays open.
        consumer.UnregisteredAsync += (_, _) => _lost.CancelAsync();
        await _channel.BasicQosAsync(0, 2 * BatchLimit, global: false, either.Token);
        await _channel.BasicConsumeAsync(LabelsTopology.Queue, autoAck: false, consumer, either.Token);
        while (await arrivals.Reader.WaitToReadAsync(either.Token))
        {
            var batch = new List<IncomingLabel>();
            while (batch.Count < BatchLimit && arrivals.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await SettleAsync(batch, either.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _lost.Dispose();
    }

    private static async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(
            LabelsTopology.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        foreach (var queue in (string[])[LabelsTopology.Queue, LabelsTopology.ErrorQueue])
        {
            // Limits and dead letters are a policy of the broker: an argument could never be changed again.
            await channel.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
                cancellationToken: cancellation);
        }

        await channel.QueueBindAsync(
            LabelsTopology.Queue, LabelsTopology.Exchange, routingKey: "", cancellationToken: cancellation);
        // Through the broker's default exchange a user can reach every queue: the right to use it would be too much.
        await channel.ExchangeDeclareAsync(
            ErrorExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await channel.QueueBindAsync(
            LabelsTopology.ErrorQueue, ErrorExchange, routingKey: "", cancellationToken: cancellation);
    }

    private static async Task FindAsync(IChannel channel, CancellationToken cancellation)
    {
        await channel.ExchangeDeclarePassiveAsync(LabelsTopology.Exchange, cancellation);
        await channel.ExchangeDeclarePassiveAsync(ErrorExchange, cancellation);
        await channel.QueueDeclarePassiveAsync(LabelsTopology.Queue, cancellation);
        await channel.QueueDeclarePassiveAsync(LabelsTopology.ErrorQueue, cancellation);
    }

    private async Task SettleAsync(List<IncomingLabel> batch, CancellationToken cancellation)
    {
        if (batch.Count == 0)
        {
            return;
        }

        // A stop does not break off what is under way: else it would all be done again.
        foreach (var (message, reasons) in await _intake.TakeAsync(batch, cancellation))
        {
            var reason = string.Join("; ", reasons.Select(one => one.Message));
            await KeepAsync(message, reason[..Math.Min(reason.Length, LongestReason)]);
        }

        await _channel.BasicAckAsync(batch[^1].Tag, multiple: true, _lost.Token);
    }

    // Returns when the broker has it: with confirms and mandatory, publishing throws else.
    private async Task KeepAsync(IncomingLabel message, string reason)
    {
        // The publisher's user id must not be repeated: the broker would refuse it from another user.
        var properties = new BasicProperties(message.Properties) { Persistent = true, Expiration = null, UserId = null };
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            [LabelsTopology.ReasonHeader] = reason,
        };
        await _channel.BasicPublishAsync(
            ErrorExchange, routingKey: "", mandatory: true, properties, message.Body, _lost.Token);
        _logger.LabelRefused(LabelsTopology.ErrorQueue, reason);
    }
}
