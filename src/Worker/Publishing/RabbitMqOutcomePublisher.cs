using Microsoft.Extensions.Options;
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
internal sealed class RabbitMqOutcomePublisher(
    RabbitMqAddress broker, WorkerSpans spans, IOptions<EventsOptions> options, TimeProvider time)
    : IOutcomePublisher, IModelReportPublisher, IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private PublishingConnection? _connection;
    private BrokerAlarm? _blocked;

    /// <summary>The alarm for which the broker takes no events; null when it takes them.</summary>
    public BrokerAlarm? Blocked => Volatile.Read(ref _blocked);

    public async Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        using var sent = spans.StartSends();
        try
        {
            await PublishAsync(
                options.Value.Of(outcomes).Select(one => one with { Trace = one.Trace.ContinuedBy(sent.Add(one)) }),
                options.Value.Mandatory,
                cancellationToken);
        }
        catch (Exception fault)
        {
            sent.Fail(fault);
            throw;
        }
    }

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) =>
        PublishAsync([OutgoingEvent.Of(report)], isMandatory: false, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async Task PublishAsync(
        IEnumerable<OutgoingEvent> events, bool isMandatory, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        try
        {
            // A channel a batch: were two to share one, the fault of either would fail both.
            var channel = await connection.TakeAsync(cancellationToken);
            try
            {
                await channel.PublishAsync(events, isMandatory, cancellationToken);
            }
            finally
            {
                connection.GiveBack(channel);
            }

            if (Blocked is { } alarm && alarm.Connection != connection)
            {
                // The connection that was to tell of the end is gone; what another one got through says the same.
                Volatile.Write(ref _blocked, null);
            }
        }
        catch (Exception fault) when (fault is not EventsRefusedException)
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

            _connection = new PublishingConnection(fresh);
            Watch(fresh, _connection);
            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private void Watch(IConnection client, PublishingConnection connection)
    {
        client.ConnectionBlockedAsync += (_, alarm) =>
        {
            Volatile.Write(
                ref _blocked, new BrokerAlarm(alarm.Reason, Blocked?.Since ?? time.GetUtcNow(), connection));
            return Task.CompletedTask;
        };
        client.ConnectionUnblockedAsync += (_, _) =>
        {
            Volatile.Write(ref _blocked, null);
            return Task.CompletedTask;
        };
    }
}

/// <summary>An alarm of the broker: it is short of memory or disk.</summary>
/// <param name="Why">In its own words.</param>
/// <param name="Since">When the worker was first told.</param>
/// <param name="Connection">Over which it was told last.</param>
internal sealed record BrokerAlarm(string Why, DateTimeOffset Since, PublishingConnection Connection);
