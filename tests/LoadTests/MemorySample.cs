namespace Streaming.LoadTests;

/// <summary>Memory of a process at a moment.</summary>
/// <param name="At">Timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Mebibytes">Its resident memory, MiB.</param>
internal readonly record struct MemorySample(long At, double Mebibytes);
