using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Contracts;

namespace Streaming.LoadTests.Comparing;

/// <summary>
/// What any consumer with the worker's guarantees pays at least: a hand-written loop over RabbitMQ's own client that
/// reads nothing, scores nothing, and publishes a fixed event for each observation, under its message id. Confirms of a
/// batch overlap the next, and what is confirmed is acknowledged at once.
/// </summary>
internal sealed class FloorContender : IAsyncDisposable
{
    private const int BatchLimit = 500;
    private const int Prefetch = 1_500;

    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();
    private readonly UnconfirmedBatches<ulong> _unconfirmed = new();
    private readonly byte[] _body = ContenderEvent.Body();
    private readonly IConnection _connection;
    private readonly IChannel _consuming;
    private readonly IChannel _publishing;

    private FloorContender(IConnection connection, IChannel consuming, IChannel publishing) =>
        (_connection, _consuming, _publishing) = (connection, consuming, publishing);

    public static async Task<FloorContender> StartAsync(Uri broker, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        var consuming = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var publishing = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false),
            cancellationToken);
        var contender = new FloorContender(connection, consuming, publishing);
        publishing.BasicAcksAsync += contender.ConfirmedAsync;
        publishing.BasicNacksAsync += (_, _) => throw new InvalidOperationException("the broker refused an event");
        await consuming.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        await consuming.BasicConsumeAsync(
            ObservationsTopology.Queue, autoAck: false, new Consumer(consuming, contender._deliveries.Writer), cancellationToken);
        return contender;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Delivery>(BatchLimit);
        while (await _deliveries.Reader.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < BatchLimit && _deliveries.Reader.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }

            var first = await _publishing.GetNextPublishSequenceNumberAsync(cancellationToken);
            _unconfirmed.Add(first, batch.Count, batch[^1].Tag);
            foreach (var delivery in batch)
            {
                await _publishing.BasicPublishAsync(
                    ContenderEvent.Exchange,
                    "",
                    mandatory: false,
                    ContenderEvent.Properties(delivery.MessageId),
                    _body,
                    cancellationToken);
            }

            batch.Clear();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ConfirmedAsync(object sender, BasicAckEventArgs confirm)
    {
        if (_unconfirmed.Confirm(confirm) is [.., var settled])
        {
            await _consuming.BasicAckAsync(settled, multiple: true);
        }
    }

    private readonly record struct Delivery(ulong Tag, string MessageId);

    private sealed class Consumer(IChannel channel, ChannelWriter<Delivery> deliveries)
        : AsyncDefaultBasicConsumer(channel)
    {
        public override Task HandleBasicDeliverAsync(
            string consumerTag,
            ulong deliveryTag,
            bool redelivered,
            string exchange,
            string routingKey,
            IReadOnlyBasicProperties properties,
            ReadOnlyMemory<byte> body,
            CancellationToken cancellationToken = default)
        {
            deliveries.TryWrite(new Delivery(deliveryTag, properties.MessageId!));
            return Task.CompletedTask;
        }
    }
}
