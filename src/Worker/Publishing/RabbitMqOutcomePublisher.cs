using Microsoft.Extensions.Options;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Publishes to RabbitMQ through its own client: a batch that loses its connection fails at once, so that its inputs
/// come again as soon as the broker is back. (Publishing through MassTransit waits until its time is up: ADR 3.)
/// </summary>
internal sealed class RabbitMqOutcomePublisher(
    RabbitMqAddress broker, WorkerSpans spans, IOptions<EventsOptions> options)
    : IOutcomePublisher, IModelReportPublisher, IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private PublishingConnection? _connection;

    public async Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        using var sent = spans.StartSends();
        try
        {
            await PublishAsync(
                options.Value.Of(outcomes).Select(one => one with { Trace = one.Trace.ContinuedBy(sent.Add(one)) }),
                cancellationToken);
        }
        catch (Exception fault)
        {
            sent.Fail(fault);
            throw;
        }
    }

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) =>
        PublishAsync([OutgoingEvent.Of(report)], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async Task PublishAsync(IEnumerable<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        try
        {
            // A channel a batch: were two to share one, the fault of either would fail both.
            var channel = await connection.TakeAsync(cancellationToken);
            await channel.PublishAsync(events, cancellationToken);
            connection.GiveBack(channel);
        }
        catch
        {
            // The whole connection: one that was lost in the middle of a write can look open for minutes (ADR 3).
            Interlocked.CompareExchange(ref _connection, null, connection);
            connection.Abandon();
            throw;
        }
    }

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
