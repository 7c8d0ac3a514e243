using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// Many observations in one message, for publishers of whole visits, nights or catalogues: each is read, accepted or
/// rejected by itself, as if it had come alone. The message is acknowledged when the events of all are confirmed. A body
/// that is not JSON, or holds fewer or more observations than are allowed, is answered with one
/// <see cref="ObservationRejected"/> for all of it. Unknown fields are ignored.
/// </summary>
public sealed record ObservationBatchReceived
{
    /// <summary>Most observations of a message.</summary>
    public const int MostObservations = 5_000;

    /// <summary>The observations, 1 to 5,000; 500 fill a worker's batch. Required.</summary>
    [Required, MinLength(1), MaxLength(MostObservations)]
    public IReadOnlyList<ObservationReceived>? Observations { get; init; }
}
