using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// Observations that have been classified, many in one message: published in place of <see cref="ObjectClassified"/>, or
/// beside it, by a worker whose <c>Events__Form</c> is <c>bulk</c> or <c>both</c>. Each object has the id that its own
/// event has, or would have: a repeat of an object is known by it, in whatever company it comes again. The AMQP message
/// id is a UUID of version 5 made from the objects' ids (<see cref="EventId.OfObjects"/>).
/// </summary>
public sealed record ObjectsClassified
{
    /// <summary>Most objects of a message.</summary>
    public const int MostObjects = 500;

    /// <summary>The objects, 1 to 500, each with <see cref="ObjectClassified.EventId"/>.</summary>
    [MinLength(1), MaxLength(MostObjects)]
    public required IReadOnlyList<ObjectClassified> Objects { get; init; }
}
