namespace Streaming.Worker.Consuming;

/// <summary>The model failed on a batch again and again: its messages go to the error queue.</summary>
internal sealed class ScoringException(Exception cause) : Exception($"scoring failed: {cause.Message}", cause);
