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
    private readonly SemaphoreSlim _connecting = new(1);
    private PublishingConnection? _connection;

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
        var connection = await ConnectionAsync(cancellationToken);
        try
        {
            // A channel a batch: were two to share one, the fault of either would fail both.
            var channel = await connection.TakeAsync(cancellationToken);
            using var watch = new ChannelWatch(channel, cancellationToken);
            await send(channel, watch.Lost);
            connection.GiveBack(channel);
        }
        catch (Exception fault)
        {
            // The whole connection: one that was lost in the middle of a write can look open for minutes (ADR 3).
            Interlocked.CompareExchange(ref _connection, null, connection);
            connection.Abandon();
            if (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new IOException("the connection to the broker was lost", fault);
            }

            throw;
        }
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

    private async Task<PublishingConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true } open)
            {
                return open;
            }

            _connection?.Abandon();
            _connection = null;
            var fresh = await broker.Factory.CreateConnectionAsync("streaming-worker-events", cancellationToken);
            try
            {
                await RabbitMqTopology.DeclareEventsAsync(fresh, cancellationToken);
            }
            catch
            {
                fresh.Abandon();
                throw;
            }

            return _connection = new PublishingConnection(fresh);
        }
        finally
        {
            _connecting.Release();
        }
    }
}
