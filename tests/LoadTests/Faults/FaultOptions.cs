namespace Streaming.LoadTests.Faults;

/// <summary>What a scenario wants of its stage. The defaults suit most.</summary>
internal sealed record FaultOptions
{
    /// <summary>Workers at the start. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Observations a second. Default 800.</summary>
    public int Rate { get; init; } = 800;

    /// <summary>Further settings of the workers, by the names of their environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Makes the model store's folder; null is the store that ships, which nobody may change.</summary>
    public Func<Integration.Tests.Processes.TemporaryFolder, string>? Store { get; init; }

    /// <summary>Fingerprints of the models that may answer; null is the champion that ships.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>A command that becomes the worker, put before its own; null for none.</summary>
    public IReadOnlyList<string>? Within { get; init; }

    /// <summary>What must hold.</summary>
    public FaultBounds Bounds { get; init; } = new();
}
