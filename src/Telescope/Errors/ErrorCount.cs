namespace Streaming.Telescope.Errors;

/// <summary>The messages of a queue that have one reason.</summary>
internal sealed record ErrorCount
{
    public required string Queue { get; init; }

    public required string Reason { get; init; }

    public long Messages { get; init; }

    /// <summary>Length of their bodies together.</summary>
    public long Bytes { get; init; }

    /// <summary>When the first was set aside; null when none tells.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>When the last was set aside; null when none tells.</summary>
    public DateTimeOffset? Newest { get; init; }
}
