using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>What a test needs around a worker: a virtual host, a telescope and a subscriber, all its own.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly List<WorkerProcess> _workers = [];

    private Stage(VirtualHost host, ObservationSender telescope, EventCollector events)
    {
        Host = host;
        Telescope = telescope;
        Events = events;
    }

    public VirtualHost Host { get; }

    public ObservationSender Telescope { get; }

    public EventCollector Events { get; }

    public static async Task<Stage> SetAsync(VirtualHost host)
    {
        var token = Patience.Token();
        return new Stage(
            host, await ObservationSender.ConnectAsync(host, token), await EventCollector.SubscribeAsync(host, token));
    }

    /// <summary>As <see cref="SetAsync"/>, but only a worker will declare the way to the queue.</summary>
    public static async Task<Stage> SetWithoutQueueAsync(VirtualHost host)
    {
        var token = Patience.Token();
        return new Stage(
            host,
            await ObservationSender.ConnectWithoutDeclaringAsync(host, token),
            await EventCollector.SubscribeAsync(host, token));
    }

    /// <summary>Observations of a simulated night, the same ones every time.</summary>
    public static List<ObservationReceived> Observations(int count) =>
    [
        .. new SimulatedNight(new NightOptions { Seed = 42 })
            .Observe(count)
            .Select(simulated => simulated.Observation),
    ];

    /// <summary>Starts a worker that consumes.</summary>
    /// <param name="store">The model store's folder.</param>
    /// <param name="settings">Further settings, by the names of their environment variables.</param>
    public async Task<WorkerProcess> StartWorkerAsync(
        string store, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var worker = await StartWorkerWithoutWaitingAsync(store, settings);
        await worker.ReadyAsync();
        return worker;
    }

    /// <summary>Starts a worker that need not be ready.</summary>
    public async Task<WorkerProcess> StartWorkerWithoutWaitingAsync(
        string store, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var worker = await WorkerProcess.StartAsync(Host.Address, store, settings, Patience.Token());
        _workers.Add(worker);
        return worker;
    }

    /// <summary>
    /// Stops a worker and asserts that it left nothing: all is acknowledged (else it would be back in the queue), and
    /// nothing went to MassTransit's queues for failures.
    /// </summary>
    public async Task AssertNothingLeftAsync(WorkerProcess worker)
    {
        var token = Patience.Token();
        Assert.Equal(0, await worker.TerminateAsync(token));
        foreach (var queue in (string[])[ObservationsTopology.Queue, ObservationsTopology.BulkQueue])
        {
            foreach (var suffix in (string[])["", "_error", "_skipped"])
            {
                Assert.Equal(0u, await Telescope.WaitingAsync(queue + suffix, token) ?? 0);
            }
        }
    }

    /// <summary>What waits in the queues, what the worker says of itself, and the end of its log.</summary>
    public async Task<string> DescribeAsync(WorkerProcess worker)
    {
        var token = Patience.Token();
        using var ready = await worker.Http.GetAsync("/health/ready", token);
        var observations = await Telescope.WaitingAsync(ObservationsTopology.Queue, token);
        var events = await Telescope.WaitingAsync(EventCollector.Queue, token);
        return $"""
            not taken: {observations} observations, {events} events
            {await ready.Content.ReadAsStringAsync(token)}
            {string.Join('\n', worker.Output.Split('\n').TakeLast(40))}
            """;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Telescope.DisposeAsync();
        await Events.DisposeAsync();
        await Host.DisposeAsync();
    }
}
