using MassTransit;
using Streaming.Simulation;

namespace Streaming.Worker.Demo;

/// <summary>Publishes a night as fast as the worker takes it.</summary>
internal sealed class DemoTelescope : IDisposable
{
    // Enough to keep full batches in work, few enough that latency is the worker's and not that of a queue in memory.
    private const int MostInFlight = 2_000;

    private readonly SemaphoreSlim _room = new(MostInFlight);
    private readonly IBus _bus;
    private readonly DemoTally _tally;

    public DemoTelescope(IBus bus, DemoTally tally)
    {
        _bus = bus;
        _tally = tally;
        _tally.OnAnswer = () => _room.Release();
    }

    /// <summary>Publishes every observation and returns when all are answered.</summary>
    public async Task ObserveAsync(IEnumerable<SimulatedObservation> night, CancellationToken cancellationToken)
    {
        foreach (var simulated in night)
        {
            await _room.WaitAsync(cancellationToken);
            _tally.Published(simulated);
            await _bus.Publish(simulated.Observation, cancellationToken);
        }

        for (var i = 0; i < MostInFlight; i++)
        {
            await _room.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _room.Dispose();
}
