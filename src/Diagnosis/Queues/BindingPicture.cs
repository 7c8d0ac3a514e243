namespace Streaming.Diagnosis.Queues;

/// <summary>A binding.</summary>
/// <param name="Source">The exchange that it takes from; empty for the default exchange.</param>
/// <param name="Destination">Where it puts what it takes.</param>
/// <param name="IsToQueue">Whether that is a queue, and not an exchange.</param>
internal sealed record BindingPicture(string Source, string Destination, bool IsToQueue);
