using System.Diagnostics;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests;

/// <summary>A worker with a virtual host of its own, which takes turns with another one.</summary>
internal sealed class TelemetryContender : IAsyncDisposable
{
    // Of every hundred publishers one has sampled its trace; each sends its context.
    private const int OneIn = 100;

    private readonly VirtualHost _host;
    private readonly IConnection _connection;
    private readonly MeasuredWorker _worker;

    private TelemetryContender(VirtualHost host, IConnection connection, MeasuredWorker worker) =>
        (_host, _connection, _worker) = (host, connection, worker);

    public static async Task<TelemetryContender> StartAsync(
        IBroker broker, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        var connection = await host.ConnectAsync(cancellationToken);
        await Telescope.DeclareAsync(connection, cancellationToken);
        var worker = new MeasuredWorker(host.Address, Checkout.Models, settings);
        await worker.ReadyAsync(cancellationToken);
        return new TelemetryContender(host, connection, worker);
    }

    /// <summary>Streams through the worker, and waits for the events.</summary>
    /// <returns>The worker's processor time for one observation, and the observations without an event.</returns>
    public async Task<(TimeSpan Each, int Lost)> TurnAsync(
        IReadOnlyList<ObservationReceived> observations, string model, int rate, CancellationToken cancellationToken)
    {
        var events = new EventCounter([.. observations.Select(observation => EventId.OfClassification(
            observation.ObservationId!, observation.ObservedAt!.Value, model))]);
        await using var subscription = await _host.ConnectAsync(cancellationToken);
        await events.SubscribeAsync(subscription, cancellationToken);
        var before = _worker.ProcessorTime;
        await new Telescope(observations, Headers)
            .PublishAsync(_connection, rate, new long[observations.Count], cancellationToken);
        await events.AllOrSilenceAsync(cancellationToken);
        return ((_worker.ProcessorTime - before) / observations.Count, events.Lost);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _connection.DisposeAsync();
        await _host.DisposeAsync();
    }

    private static Dictionary<string, object?> Headers(int index)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var span = ActivitySpanId.CreateRandom().ToHexString();
        return new()
        {
            ["traceparent"] = $"00-{trace}-{span}-{(index % OneIn == 0 ? "01" : "00")}",
            ["timestamp_in_ms"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }
}
