using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>
/// A subscriber of the worker's events that knows nothing of MassTransit. It loses none itself: its queue is durable
/// and it acknowledges what it has noted, also across a restart of the broker.
/// </summary>
internal sealed class EventCollector : IAsyncDisposable
{
    public const string Classifications = "Streaming.Contracts:ObjectClassified";
    public const string Bulk = "Streaming.Contracts:ObjectsClassified";
    public const string Rejections = "Streaming.Contracts:ObservationRejected";
    public const string Activations = "Streaming.Contracts:ModelActivated";
    public const string Refusals = "Streaming.Contracts:ModelRefused";
    public const string Queue = "collected";
    private const string QueueOfModels = "collected-models";

    private readonly IConnection _connection;
    private readonly Channel<ReceivedEvent> _arrivals =
        System.Threading.Channels.Channel.CreateUnbounded<ReceivedEvent>();
    private readonly List<ReceivedEvent> _events = [];

    private EventCollector(IConnection connection) => _connection = connection;

    /// <summary>Subscribes to what becomes of observations.</summary>
    public static Task<EventCollector> SubscribeAsync(VirtualHost host, CancellationToken cancellationToken) =>
        SubscribeAsync(host, Queue, [Classifications, Bulk, Rejections], cancellationToken);

    /// <summary>Subscribes to what becomes of models.</summary>
    public static Task<EventCollector> SubscribeToModelsAsync(VirtualHost host, CancellationToken cancellationToken) =>
        SubscribeAsync(host, QueueOfModels, [Activations, Refusals], cancellationToken);

    private static async Task<EventCollector> SubscribeAsync(
        VirtualHost host, string queue, IReadOnlyList<string> exchanges, CancellationToken cancellationToken)
    {
        var collector = new EventCollector(await host.ConnectAsync(cancellationToken));
        var channel = await collector._connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
        foreach (var exchange in exchanges)
        {
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, exchange, "", cancellationToken: cancellationToken);
        }

        await channel.BasicQosAsync(0, 500, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            collector._arrivals.Writer.TryWrite(new ReceivedEvent(
                delivery.Exchange, delivery.BasicProperties, delivery.Body.ToArray()));
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
        return collector;
    }

    /// <summary>Waits for one more event.</summary>
    public async Task<ReceivedEvent> NextAsync()
    {
        var next = await _arrivals.Reader.ReadAsync(Patience.Token());
        _events.Add(next);
        return next;
    }

    /// <summary>Waits until so many events in all have arrived, repeats included, and returns all of them.</summary>
    public Task<IReadOnlyList<ReceivedEvent>> CountAsync(int count) =>
        UntilAsync(events => events.Count >= count, $"{count} events");

    /// <summary>Waits until so many different events have arrived, and returns all of them, repeats included.</summary>
    public Task<IReadOnlyList<ReceivedEvent>> DistinctAsync(int count)
    {
        var ids = _events.Select(known => known.Properties.MessageId).ToHashSet();
        return UntilAsync(
            events =>
            {
                if (events.Count > 0)
                {
                    ids.Add(events[^1].Properties.MessageId);
                }

                return ids.Count >= count;
            },
            $"{count} different events");
    }

    /// <summary>All that have arrived until now.</summary>
    public IReadOnlyList<ReceivedEvent> Arrived()
    {
        while (_arrivals.Reader.TryRead(out var next))
        {
            _events.Add(next);
        }

        return _events;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<IReadOnlyList<ReceivedEvent>> UntilAsync(
        Func<IReadOnlyList<ReceivedEvent>, bool> condition, string what)
    {
        var token = Patience.Token();
        try
        {
            while (!condition(_events))
            {
                _events.Add(await _arrivals.Reader.ReadAsync(token));
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"waited in vain for {what}; {_events.Count} came");
        }

        return _events;
    }
}
