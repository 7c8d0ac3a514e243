namespace Streaming.LoadTests.Faults.Soak;

/// <summary>A minute of a soak.</summary>
/// <param name="Minute">From 0.</param>
/// <param name="Memory">Median of the worker's resident memory, MiB.</param>
/// <param name="Handles">Median of what it had open.</param>
/// <param name="Threads">Median of its threads.</param>
/// <param name="Outstanding">Median of the observations without an event yet.</param>
/// <param name="P50">Median of the time from the publish to the event, ms.</param>
/// <param name="P99">99 of 100 were faster, ms.</param>
internal sealed record SoakMinute(
    int Minute, double Memory, double Handles, double Threads, double Outstanding, double P50, double P99);
