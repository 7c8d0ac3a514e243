namespace Streaming.Diagnosis.Workers;

/// <summary>A worker as its HTTP interface shows it.</summary>
/// <param name="Url">Its address.</param>
internal sealed record WorkerPicture(Uri Url)
{
    /// <summary>Whether the user named it; the usual address is only tried.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Why it does not answer, in one line; null when it does.</summary>
    public string? Fault { get; init; }

    /// <summary>Why it is not ready; empty when it is, null when it does not say.</summary>
    public IReadOnlyList<WorkerReason>? NotReady { get; init; } = [];

    /// <summary>Why it should be started anew; empty when it need not be, null when it does not say.</summary>
    public IReadOnlyList<WorkerReason>? NotAlive { get; init; } = [];

    /// <summary>What it tells of itself; null when it is of a version that tells nothing.</summary>
    public WorkerSettings? Settings { get; init; }

    /// <summary>How far its clock is ahead of ours, to the second; null when it does not tell.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>How it is called in findings.</summary>
    public string Name => Settings?.Instance ?? Url.GetLeftPart(UriPartial.Authority);
}

/// <summary>A reason that a worker gives for its state.</summary>
internal sealed record WorkerReason(string Code, string Text);
