using Streaming.Contracts;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Classifying;

/// <summary>What became of one observation: exactly one of the two events.</summary>
/// <param name="EventId">The event's deterministic message id.</param>
/// <param name="Classified">Set when the observation could be classified.</param>
/// <param name="Rejected">Set when it could not.</param>
/// <param name="Trace">The observation's trace, which the event continues.</param>
internal readonly record struct Outcome(
    Guid EventId, ObjectClassified? Classified, ObservationRejected? Rejected, ObservationTrace Trace)
{
    /// <summary>Place in its batch of the message that held the observation.</summary>
    public int Message { get; init; }

    public static Outcome Of(ObjectClassified classified, ObservationTrace trace) => new(
        Contracts.EventId.OfClassification(classified.ObservationId, classified.ObservedAt, classified.Model.Sha256),
        classified,
        null,
        trace);

    public static Outcome Of(ObservationRejected rejected, ReadOnlySpan<byte> body, ObservationTrace trace) =>
        new(Contracts.EventId.OfRejection(body), null, rejected, trace);
}
