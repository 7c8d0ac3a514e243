using System.Collections.Concurrent;
using RabbitMQ.Client;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Publishes to RabbitMQ through its own client: a batch that loses its connection fails at once, so that its inputs
/// come again as soon as the broker is back. (Publishing through MassTransit waits until its time is up: ADR 3.)
/// </summary>
internal sealed class RabbitMqOutcomePublisher(RabbitMqAddress broker, WorkerSpans spans)
    : IOutcomePublisher, IModelReportPublisher, IAsyncDisposable
{
    // No limiter: what is in flight is bounded by the batch and by the batches worked on at once.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly SemaphoreSlim _connecting = new(1);
    private readonly ConcurrentBag<IChannel> _idle = [];
    private IConnection? _connection;

    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        PublishAsync(
            // All at once: a confirm awaited before the next publish would cost a round trip an event (ADR 3).
            (channel, token) => Task.WhenAll(outcomes.Select(outcome => SendAsync(channel, outcome, token))),
            cancellationToken);

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) =>
        PublishAsync(
            (channel, token) => SendAsync(channel, EventMessage.Of(report), token).AsTask(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async Task PublishAsync(
        Func<IChannel, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        // A channel a batch: were two to share one, the fault of either would fail both.
        var channel = await ChannelAsync(cancellationToken);
        using var watch = new ChannelWatch(channel, cancellationToken);
        try
        {
            await send(channel, watch.Lost);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            channel.Abandon();
            throw new IOException("the connection to the broker was lost");
        }
        catch
        {
            channel.Abandon();
            throw;
        }

        _idle.Add(channel);
    }

    private async Task SendAsync(IChannel channel, Outcome outcome, CancellationToken cancellationToken)
    {
        using var span = spans.StartSend(outcome);
        try
        {
            await SendAsync(channel, EventMessage.Of(outcome, outcome.Trace.ContinuedBy(span)), cancellationToken);
        }
        catch (Exception fault)
        {
            WorkerSpans.Fail(span, fault);
            throw;
        }
    }

    private static ValueTask SendAsync(IChannel channel, EventMessage message, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync(
            message.Exchange, routingKey: "", mandatory: false, message.Properties, message.Body, cancellationToken);

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.IsOpen)
            {
                return idle;
            }

            idle.Abandon();
        }

        var connection = await ConnectionAsync(cancellationToken);
        return await connection.CreateChannelAsync(WithConfirms, cancellationToken);
    }

    private async Task<IConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true })
            {
                return _connection;
            }

            if (_connection is not null)
            {
                _connection.Abandon();
            }

            _connection = await broker.Factory.CreateConnectionAsync("streaming-worker-events", cancellationToken);
            await RabbitMqTopology.DeclareEventsAsync(_connection, cancellationToken);
            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
