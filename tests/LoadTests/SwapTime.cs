namespace Streaming.LoadTests;

/// <summary>One swap: timestamps of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
/// <param name="Promoted">When the store got its new champion.</param>
/// <param name="Activated">When the worker's report of it arrived.</param>
internal readonly record struct SwapTime(long Promoted, long Activated);
