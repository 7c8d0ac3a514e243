namespace Streaming.Contracts;

/// <summary>A worker refused a model and kept the one it had.</summary>
public sealed record ModelRefused
{
    /// <summary>The worker, for example its host name.</summary>
    public required string Instance { get; init; }

    /// <summary>The version that was refused.</summary>
    public required string Version { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The model that the worker keeps; null or absent when it has none.</summary>
    public ModelReference? Kept { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RefusedAt { get; init; }
}
