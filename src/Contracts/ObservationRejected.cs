using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// An observation could not be classified because of its content. It has been taken off the queue; this event is what
/// is left of it. The AMQP message id is a UUID of version 5 made from the SHA-256 of what was received
/// (<see cref="EventId.OfRejection"/>).
/// </summary>
public sealed record ObservationRejected
{
    /// <summary>Identity of the observation, if it could be read.</summary>
    public string? ObservationId { get; init; }

    /// <summary>The visit that the observation belongs to, if it could be read.</summary>
    public string? VisitId { get; init; }

    /// <summary>Who published the observation, if it could be read.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Its place among the observations of an <see cref="ObservationBatchReceived"/>, from 0; null or absent when it came
    /// alone, and when the whole message is rejected.
    /// </summary>
    [Range(0, ObservationBatchReceived.MostObservations - 1)]
    public int? Position { get; init; }

    /// <summary>Every reason found, at least one.</summary>
    [MinLength(1)]
    public required IReadOnlyList<RejectionReason> Reasons { get; init; }

    /// <summary>
    /// What was received; of an observation among others its own part of the body, which can be mended and published alone.
    /// </summary>
    public required ReceivedBody Received { get; init; }

    /// <summary>When the worker decided, UTC.</summary>
    public required DateTimeOffset RejectedAt { get; init; }
}
