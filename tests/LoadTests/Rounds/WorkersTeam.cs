using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Rounds;

/// <summary>Warm workers on one queue, which take turns with other teams.</summary>
internal sealed class WorkersTeam : IAsyncDisposable
{
    /// <summary>Observations of a turn.</summary>
    public const int Count = 60_000;

    // Of each worker.
    private const int ToWarm = 100_000;

    private readonly VirtualHost _host;
    private readonly IReadOnlyList<MeasuredWorker> _workers;
    private readonly int _count;

    private WorkersTeam(VirtualHost host, TestStand stand, IReadOnlyList<MeasuredWorker> workers, int count) =>
        (_host, Stand, _workers, _count) = (host, stand, workers, count);

    public TestStand Stand { get; }

    /// <param name="broker">The broker.</param>
    /// <param name="workers">How many.</param>
    /// <param name="turns">Turns that there will be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="count">Observations of a turn.</param>
    /// <param name="bulk">Observations a message.</param>
    /// <param name="settings">The workers' settings.</param>
    public static async Task<WorkersTeam> StartAsync(
        IBroker broker,
        int workers,
        int turns,
        CancellationToken cancellationToken,
        int count = Count,
        int bulk = 1,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        var stand = await TestStand.StartAsync(
            host, [workers * ToWarm, .. Enumerable.Repeat(count, turns)], cancellationToken, bulk: bulk);
        var team = new WorkersTeam(
            host,
            stand,
            [.. Enumerable.Range(0, workers).Select(_ => new MeasuredWorker(host.Address, Checkout.Models, settings))],
            count);
        foreach (var worker in team._workers)
        {
            await worker.ReadyAsync(cancellationToken);
        }

        await stand.StreamAsync(rate: 0, cancellationToken);
        return team;
    }

    /// <summary>Streams as many observations as the broker confirms.</summary>
    public async Task<WorkersTurn> TurnAsync(CancellationToken cancellationToken)
    {
        var bytes = await AllocatedAsync(cancellationToken);
        var time = ProcessorTime();
        var stretch = await Stand.StreamAsync(rate: 0, cancellationToken);
        time = ProcessorTime() - time;
        bytes = await AllocatedAsync(cancellationToken) - bytes;
        return new WorkersTurn(_workers.Count, stretch.PerSecond, time / _count, bytes / _count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Stand.DisposeAsync();
        await _host.DisposeAsync();
    }

    private TimeSpan ProcessorTime() => _workers.Aggregate(TimeSpan.Zero, (sum, worker) => sum + worker.ProcessorTime);

    private async Task<double> AllocatedAsync(CancellationToken cancellationToken) =>
        (await Task.WhenAll(_workers.Select(worker => worker.AllocatedAsync(cancellationToken)))).Sum();
}
