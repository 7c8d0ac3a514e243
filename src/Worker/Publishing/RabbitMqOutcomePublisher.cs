using RabbitMQ.Client;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Publishes to RabbitMQ through its own client: a batch that loses its connection fails at once, so that its inputs
/// come again as soon as the broker is back. (Publishing through MassTransit waits until its time is up: ADR 3.)
/// </summary>
internal sealed class RabbitMqOutcomePublisher(RabbitMqAddress broker)
    : IOutcomePublisher, IModelReportPublisher, IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private PublishingConnection? _connection;

    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        PublishAsync(outcomes.Select(EventMessage.Of), cancellationToken);

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) =>
        PublishAsync([EventMessage.Of(report)], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async Task PublishAsync(IEnumerable<EventMessage> messages, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        try
        {
            // A channel a batch: were two to share one, the fault of either would fail both.
            var channel = await connection.TakeAsync(cancellationToken);
            using var watch = new ChannelWatch(channel, cancellationToken);
            // All at once: a confirm awaited before the next publish would cost a round trip an event (ADR 3).
            await Task.WhenAll(messages.Select(message => PublishAsync(channel, message, watch.Lost)));
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

    private static async Task PublishAsync(
        IChannel channel, EventMessage message, CancellationToken cancellationToken) => await channel.BasicPublishAsync(
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
