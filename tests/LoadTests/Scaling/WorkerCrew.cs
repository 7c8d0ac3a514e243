using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Scaling;

/// <summary>Real workers, as many as wanted, each under a processor limit of its own.</summary>
/// <param name="broker">Address of the broker.</param>
/// <param name="cores">The limit of each, processors.</param>
internal sealed class WorkerCrew(Uri broker, double cores) : IAsyncDisposable
{
    private readonly List<(MeasuredWorker Worker, ProcessorLimit Limit)> _working = [];
    private readonly List<(MeasuredWorker Worker, ProcessorLimit Limit)> _sentAway = [];
    private readonly List<Task> _leaving = [];

    /// <summary>Starts workers, or ends the youngest (SIGTERM), and waits for neither.</summary>
    public void Resize(int count, CancellationToken cancellationToken)
    {
        while (_working.Count < count)
        {
            var limit = new ProcessorLimit(cores);
            _working.Add((new MeasuredWorker(broker, Checkout.Models, limit: limit), limit));
        }

        while (_working.Count > count)
        {
            var youngest = _working[^1];
            _working.RemoveAt(_working.Count - 1);
            _sentAway.Add(youngest);
            _leaving.Add(youngest.Worker.StopAsync(cancellationToken));
        }
    }

    /// <summary>Ends all and waits until they have ended: by then they have published all that they took.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Resize(0, cancellationToken);
        await Task.WhenAll(_leaving);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (worker, limit) in _working.Concat(_sentAway))
        {
            await worker.DisposeAsync();
            limit.Dispose();
        }
    }
}
