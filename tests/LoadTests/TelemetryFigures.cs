namespace Streaming.LoadTests;

/// <summary>What two workers cost that differ in their telemetry alone.</summary>
internal sealed record TelemetryFigures
{
    /// <summary>Processor time of the worker without telemetry for one observation, round by round.</summary>
    public required IReadOnlyList<TimeSpan> Off { get; init; }

    /// <summary>The same of the worker with telemetry.</summary>
    public required IReadOnlyList<TimeSpan> On { get; init; }

    /// <summary>Requests that the worker with telemetry sent to the receiver, by the path of their signal.</summary>
    public required IReadOnlyDictionary<string, int> Exports { get; init; }

    /// <summary>Observations without an event, of both workers.</summary>
    public required int Lost { get; init; }

    /// <summary>The model that classified.</summary>
    public required string Model { get; init; }

    /// <summary>The broker and its version.</summary>
    public required string Broker { get; init; }

    /// <summary>What telemetry costs in each round, as a ratio to the turn without it.</summary>
    public IReadOnlyList<double> Ratios => [.. On.Zip(Off, (on, off) => on / off)];
}
