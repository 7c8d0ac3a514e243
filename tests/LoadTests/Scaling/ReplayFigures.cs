namespace Streaming.LoadTests.Scaling;

/// <summary>A prediction and what then happened.</summary>
internal sealed record ReplayFigures
{
    /// <summary>One worker, measured just before: all that the prediction knows of this machine.</summary>
    public required WorkerMeasurement Worker { get; init; }

    /// <summary>The prediction.</summary>
    public required ReplayCurve Simulated { get; init; }

    /// <summary>What real workers did.</summary>
    public required ReplayCurve Measured { get; init; }

    /// <summary>Observations without an event.</summary>
    public required int Lost { get; init; }

    /// <summary>Events that came more than once.</summary>
    public required int Repeated { get; init; }
}
