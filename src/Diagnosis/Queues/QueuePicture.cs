namespace Streaming.Diagnosis.Queues;

/// <summary>A queue. What is null the broker has not told: of a queue that is seconds old it knows little.</summary>
internal sealed record QueuePicture(string Name)
{
    public const string Quorum = "quorum";

    public string Type { get; init; } = Quorum;

    public bool IsDurable { get; init; } = true;

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>What its policies set, both kinds merged; empty when there is none, null when that is not known.</summary>
    public IReadOnlyDictionary<string, string>? Policy { get; init; }

    public string? Leader { get; init; }

    /// <summary>Nodes that keep a copy.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Those of them that run.</summary>
    public IReadOnlyList<string> Online { get; init; } = [];

    public int? Consumers { get; init; }

    public long? Messages { get; init; }

    public bool IsQuorum => Type == Quorum;
}
