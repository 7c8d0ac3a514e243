namespace Streaming.Worker.Consuming;

/// <summary>A batch between its closing and its settlement; compared by identity.</summary>
/// <param name="observations">What it is made of.</param>
/// <param name="closedBy">Why it was closed.</param>
/// <param name="started">Timestamp of the clock when the work began.</param>
internal sealed class BatchInWork(IReadOnlyList<PendingObservation> observations, string closedBy, long started)
{
    /// <summary>Closed because it was full.</summary>
    public const string BySize = "size";

    /// <summary>Closed because its first observation had waited long enough.</summary>
    public const string ByTime = "time";

    public IReadOnlyList<PendingObservation> Observations { get; } = observations;

    public string ClosedBy { get; } = closedBy;

    public long Started { get; } = started;

    /// <summary>Timestamp of the clock when it was scored.</summary>
    public long Scored { get; set; }
}
