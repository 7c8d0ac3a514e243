namespace Streaming.Trainer.Telemetry;

/// <summary>What came of a look at whether a model is to be trained anew.</summary>
internal enum RunOutcome
{
    /// <summary>Nothing was to be done.</summary>
    Skipped,

    /// <summary>A model was trained and is the champion.</summary>
    Promoted,

    /// <summary>A model was trained; the champion stays.</summary>
    Refused,

    /// <summary>It ended in a fault.</summary>
    Failed,
}
