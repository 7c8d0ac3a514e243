using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// The classes that an object may be of, at a level of coverage (a class-conditional conformal prediction set): of the
/// objects of each class, at least the share <see cref="Coverage"/> has its class among the candidates, as long as the
/// stream looks like the training data. One candidate: certain at that level. Several: not decided. None: unlike
/// the known objects of every class.
/// </summary>
public sealed record CandidateClasses
{
    /// <summary>The share that is promised, in (0, 1), for example 0.95.</summary>
    [Range(0.0, 1.0)]
    public required double Coverage { get; init; }

    /// <summary>The candidates, of <see cref="ObjectClass"/>, each at most once; may be empty.</summary>
    [MaxLength(3)]
    public required IReadOnlyList<string> Classes { get; init; }
}
