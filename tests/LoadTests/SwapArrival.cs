namespace Streaming.LoadTests;

/// <summary>An event of the stream as it arrived.</summary>
/// <param name="At">Timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Observation">Index of its observation.</param>
/// <param name="Model">Index of its model.</param>
/// <param name="ClassifiedAt">Its batch's instant.</param>
internal readonly record struct SwapArrival(long At, int Observation, int Model, DateTime ClassifiedAt);
