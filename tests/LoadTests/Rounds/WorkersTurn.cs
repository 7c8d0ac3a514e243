namespace Streaming.LoadTests.Rounds;

/// <summary>What workers on one queue showed together.</summary>
/// <param name="Workers">How many.</param>
/// <param name="PerSecond">Observations a second, from the first publish to the last event.</param>
/// <param name="ProcessorTimeEach">Their processor time for one observation.</param>
/// <param name="BytesEach">Bytes that they allocated for one observation.</param>
internal sealed record WorkersTurn(int Workers, double PerSecond, TimeSpan ProcessorTimeEach, double BytesEach);
