namespace Streaming.LoadTests;

/// <summary>What to stream.</summary>
/// <param name="Count">Observations.</param>
/// <param name="Rate">Observations published a second; 0 is as fast as the broker confirms.</param>
/// <param name="Prefill">Whether all are published before the worker starts.</param>
internal sealed record StreamOptions(int Count, int Rate, bool Prefill);
