namespace Streaming.Trainer.Labels;

/// <summary>When it was last looked at whether a model is to be trained: a schedule makes up for what it missed since.</summary>
internal sealed record RetrainingCheck
{
    /// <summary>The one row that there is.</summary>
    public const string Only = "retraining";

    public required string Name { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }
}
