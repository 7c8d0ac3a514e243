namespace Streaming.Contracts;

/// <summary>A worker now classifies with this model.</summary>
public sealed record ModelActivated
{
    /// <summary>The worker, for example its host name.</summary>
    public required string Instance { get; init; }

    /// <summary>The model that it now runs.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>The model that it ran before; null or absent at the start.</summary>
    public ModelReference? Previous { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ActivatedAt { get; init; }
}
