using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>An observation of the stream without a fault: what is scored, and what its event repeats.</summary>
/// <param name="Values">What a model may look at.</param>
/// <param name="Id">Its identity.</param>
/// <param name="ObservedAt">When the light was collected.</param>
/// <param name="VisitId">The visit that it belongs to; null when it names none.</param>
/// <param name="Source">Who published it; null when it does not say.</param>
internal readonly record struct ValidObservation(
    Observation Values, string Id, DateTimeOffset ObservedAt, string? VisitId, string? Source)
{
    /// <summary>Takes a message that <see cref="ObservationValidator"/> found without fault.</summary>
    /// <exception cref="InvalidOperationException">A field is missing: the message was not validated.</exception>
    public static ValidObservation From(ObservationReceived valid) => new(
        Observation.From(valid),
        valid.ObservationId ?? throw new InvalidOperationException("the observation has no identity"),
        valid.ObservedAt!.Value,
        valid.VisitId,
        valid.Source);
}
