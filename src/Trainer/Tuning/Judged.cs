namespace Streaming.Trainer.Tuning;

/// <summary>A point that has been looked at.</summary>
/// <param name="Point">Its place on every axis, in [0, 1].</param>
/// <param name="Loss">How bad it is; infinite when it was given up.</param>
internal sealed record Judged(double[] Point, double Loss);
