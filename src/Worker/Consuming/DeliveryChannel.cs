using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Streaming.Worker.Consuming;

/// <summary>
/// The channel of a receive endpoint, whose deliveries go to the batcher at once and are acknowledged by the batch. The
/// endpoint keeps connection, topology, prefetch and the consumer's life; its receive pipe, which costs more than all that
/// the worker itself does for an observation (ADR 27), has nothing to do.
/// </summary>
internal sealed class DeliveryChannel(
    ChannelContext endpoint, ObservationBatcher batcher, string queue, int prefetchCount, TimeProvider time)
    : ScopeChannelContext(endpoint, CancellationToken.None), ChannelContext
{
    /// <summary>A stop waits for what was taken, and no longer than a batch can take.</summary>
    public static TimeSpan StopTimeout { get; } = TimeSpan.FromSeconds(15);

    // A stream that is too slow to fill the prefetch in that time has hardly anything on its way at any moment.
    private static readonly TimeSpan LongestQuieting = TimeSpan.FromSeconds(8);

    private readonly Acknowledgements _acknowledgements = new(endpoint.Channel);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Task<string> ChannelContext.BasicConsume(
        string name,
        bool noAck,
        bool exclusive,
        IDictionary<string, object> arguments,
        IAsyncBasicConsumer consumer,
        string consumerTag,
        CancellationToken cancellationToken) => BasicConsume(
        name,
        noAck,
        exclusive,
        arguments,
        new Consumer(consumer, batcher, _acknowledgements, _ended, queue),
        consumerTag,
        cancellationToken);

    async Task ChannelContext.BasicCancel(string consumerTag, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(StopTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await _acknowledgements.QuietAsync(prefetchCount, LongestQuieting, time).WaitAsync(end.Token);
        try
        {
            await BasicCancel(consumerTag, cancellationToken);
            // The broker has answered, but what it delivered before may still be on its way through the client.
            await _ended.Task.WaitAsync(end.Token);
        }
        finally
        {
            // Also where the broker does not answer: what was kept back is confirmed, and would all come again.
            await _acknowledgements.DrainedAsync().WaitAsync(end.Token);
        }
    }

    private sealed class Consumer(
        IAsyncBasicConsumer pipe,
        ObservationBatcher batcher,
        Acknowledgements acknowledgements,
        TaskCompletionSource ended,
        string queue)
        : IAsyncBasicConsumer
    {
        public IChannel? Channel => pipe.Channel;

        public Task HandleBasicDeliverAsync(
            string consumerTag,
            ulong deliveryTag,
            bool redelivered,
            string exchange,
            string routingKey,
            IReadOnlyBasicProperties properties,
            ReadOnlyMemory<byte> body,
            CancellationToken cancellationToken = default)
        {
            acknowledgements.Delivered(deliveryTag);
            // The client's buffer is its own again when this returns.
            batcher.Take(IncomingMessage.Of(body.ToArray(), queue, properties) with
            {
                Redelivered = redelivered,
                Acknowledgements = acknowledgements,
                Tag = deliveryTag,
            });
            return Task.CompletedTask;
        }

        public Task HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken = default) =>
            pipe.HandleBasicConsumeOkAsync(consumerTag, cancellationToken);

        public Task HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken = default)
        {
            ended.TrySetResult();
            return pipe.HandleBasicCancelOkAsync(consumerTag, cancellationToken);
        }

        public Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default) =>
            pipe.HandleBasicCancelAsync(consumerTag, cancellationToken);

        public Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
        {
            ended.TrySetResult();
            return pipe.HandleChannelShutdownAsync(channel, reason);
        }
    }
}
