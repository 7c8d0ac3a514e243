using Streaming.Worker.Classifying;
using Streaming.Worker.Sky;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>Knows what the batches are doing, for health, metrics and the sky page.</summary>
internal sealed class BatchProgress(WorkerMetrics metrics, SkyFeed sky, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<BatchInWork> _inWork = [];
    private Exception? _lastFault;

    /// <summary>The fault of the last batch that ended; null when it was published.</summary>
    public Exception? LastFault => Volatile.Read(ref _lastFault);

    /// <summary>How long the oldest batch in work has been there; zero when there is none.</summary>
    public TimeSpan OldestAge()
    {
        lock (_lock)
        {
            return _inWork.Count == 0 ? TimeSpan.Zero : _inWork.Max(batch => time.GetElapsedTime(batch.Started));
        }
    }

    /// <summary>Notes that a batch is being worked on, until <see cref="Completed"/> or <see cref="Failed"/>.</summary>
    /// <returns>A token to end it with.</returns>
    public BatchInWork Begin()
    {
        var batch = new BatchInWork(time.GetTimestamp());
        lock (_lock)
        {
            _inWork.Add(batch);
        }

        return batch;
    }

    public void Completed(BatchInWork batch, IReadOnlyList<Outcome> outcomes)
    {
        End(batch, fault: null);
        metrics.BatchPublished(outcomes, time.GetElapsedTime(batch.Started));
        sky.Note(outcomes, time.GetElapsedTime(batch.Started));
    }

    public void Failed(BatchInWork batch, Exception fault) => End(batch, fault);

    private void End(BatchInWork batch, Exception? fault)
    {
        lock (_lock)
        {
            _inWork.Remove(batch);
            _lastFault = fault;
        }
    }
}
