namespace Streaming.Worker.Sky;

/// <summary>From the closing of a batch to its last confirmed event, milliseconds, by observation.</summary>
internal sealed record BatchTime(double P50, double P99);
