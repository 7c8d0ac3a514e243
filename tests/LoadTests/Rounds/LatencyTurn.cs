namespace Streaming.LoadTests.Rounds;

/// <summary>What a stretch at a rate showed.</summary>
/// <param name="Times">From published to received.</param>
/// <param name="ProcessorTimeEach">Processor time of the worker for one observation.</param>
/// <param name="BytesEach">Bytes that it allocated for one observation.</param>
internal sealed record LatencyTurn(Percentiles Times, TimeSpan ProcessorTimeEach, double BytesEach);
