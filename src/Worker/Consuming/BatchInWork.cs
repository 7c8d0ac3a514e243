namespace Streaming.Worker.Consuming;

/// <summary>A batch between its closing and its settlement; compared by identity.</summary>
internal sealed class BatchInWork(long started)
{
    /// <summary>Timestamp of the clock when the work began.</summary>
    public long Started { get; } = started;
}
