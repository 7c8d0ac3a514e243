using Streaming.Worker.Classifying;
using Streaming.Worker.Sky;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>Knows what the batches are doing, for health, metrics and the sky page.</summary>
internal sealed class BatchProgress(WorkerMetrics metrics, SkyFeed sky, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ObservationBatch> _inWork = [];
    private BatchFailure? _failure;
    private long _inFlight;

    /// <summary>The fault of the last batch that ended; null when it was published.</summary>
    public Exception? LastFault => LastFailure?.Fault;

    /// <summary>The same, and since when no batch was published.</summary>
    public BatchFailure? LastFailure => Volatile.Read(ref _failure);

    /// <summary>Messages delivered and not settled.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>How long the oldest batch in work has been there; zero when there is none.</summary>
    public TimeSpan OldestAge() => Oldest().Age;

    /// <summary>The same, and whether that batch is scored: then it waits for the broker.</summary>
    public (TimeSpan Age, bool IsScored) Oldest()
    {
        lock (_lock)
        {
            return _inWork.MinBy(batch => batch.Started) is { } oldest
                ? (time.GetElapsedTime(oldest.Started), oldest.Scored > 0)
                : default;
        }
    }

    /// <summary>Notes that a message was delivered, until its batch has <see cref="Left"/>.</summary>
    public IncomingMessage Delivered(IncomingMessage message)
    {
        Interlocked.Increment(ref _inFlight);
        if (message.Redelivered)
        {
            metrics.Redelivered();
        }

        return message with { Delivered = time.GetTimestamp() };
    }

    /// <summary>Notes that messages are settled, or handed back.</summary>
    public void Left(int count) => Interlocked.Add(ref _inFlight, -count);

    /// <summary>Closes a batch and notes that it is worked on, until <see cref="Completed"/> or <see cref="Failed"/>.</summary>
    public void Begin(ObservationBatch batch, string closedBy)
    {
        batch.Close(closedBy, time.GetTimestamp());
        lock (_lock)
        {
            _inWork.Add(batch);
        }
    }

    /// <summary>Notes that a batch is scored, and will be published.</summary>
    public void Scored(ObservationBatch batch) => batch.Scored = time.GetTimestamp();

    /// <summary>Notes that all events of a batch are confirmed, and tells whoever watches of it.</summary>
    public void Completed(ObservationBatch batch, IReadOnlyList<Outcome> outcomes)
    {
        End(batch, fault: null);
        var answers = Answers.Of(outcomes);
        metrics.BatchPublished(batch, outcomes, answers, time);
        sky.Note(outcomes, answers, time.GetElapsedTime(batch.Started));
    }

    public void Failed(ObservationBatch batch, Exception fault)
    {
        End(batch, fault);
        metrics.BatchFailed(fault);
    }

    /// <summary>Notes that messages went to an error queue.</summary>
    public void Moved(int count) => metrics.Moved(count);

    /// <summary>Notes that what could not be published waits no longer.</summary>
    public void GivenUp() => Volatile.Write(ref _failure, null);

    private void End(ObservationBatch batch, Exception? fault)
    {
        lock (_lock)
        {
            _inWork.Remove(batch);
            _failure = fault is null ? null : new BatchFailure(fault, _failure?.Since ?? time.GetUtcNow());
        }
    }
}

/// <summary>How batches fail.</summary>
/// <param name="Fault">The fault of the last one.</param>
/// <param name="Since">When the first of them failed.</param>
internal sealed record BatchFailure(Exception Fault, DateTimeOffset Since);
