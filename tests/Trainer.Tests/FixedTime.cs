namespace Streaming.Trainer.Tests;

/// <summary>A clock that stands still: what is written by it is the same each time.</summary>
internal sealed class FixedTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);

    public override long GetTimestamp() => 0;
}
