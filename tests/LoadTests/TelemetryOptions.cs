namespace Streaming.LoadTests;

/// <summary>What to stream to each of two workers in turn.</summary>
/// <param name="Rounds">Turns of each that are counted.</param>
/// <param name="Count">Observations of a turn.</param>
/// <param name="Rate">Observations published a second; 0 is as fast as the broker confirms.</param>
internal sealed record TelemetryOptions(int Rounds, int Count, int Rate);
