using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// An observation has been classified. Published as raw JSON (<c>application/json</c>) with the header
/// <c>MT-MessageType</c>; a MassTransit subscriber calls <c>UseRawJsonDeserializer()</c>. The AMQP message id is a UUID
/// of version 5 made from <c>observationId</c>, <c>observedAt</c> and <c>model.sha256</c>
/// (<see cref="Contracts.EventId.OfClassification"/>): a repeat of the same event carries the same id.
/// </summary>
public sealed record ObjectClassified
{
    /// <summary>An object whose <see cref="Novelty"/> is below this is called novel.</summary>
    public const double NovelBelow = 0.01;

    /// <summary>
    /// Id of the event, where it is one of several in an <see cref="ObjectsClassified"/>. Null or absent where it comes
    /// alone: there it is the AMQP message id.
    /// </summary>
    public Guid? EventId { get; init; }

    /// <summary>Identity of the observation, as received.</summary>
    [StringLength(128, MinimumLength = 1)]
    public required string ObservationId { get; init; }

    /// <summary>Most probable class, one of <see cref="ObjectClass"/>.</summary>
    [AllowedValues(ObjectClass.Star, ObjectClass.Galaxy, ObjectClass.Qso)]
    public required string Class { get; init; }

    /// <summary>
    /// Probability of <see cref="Class"/>: the largest of three that together are 1, so at least a third.
    /// </summary>
    [Range(0.333, 1.0)]
    public required double Confidence { get; init; }

    /// <summary>Probability of every class.</summary>
    public required ClassProbabilities Probabilities { get; init; }

    /// <summary>The model that decided.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>
    /// What the decision was made from: bands, <c>redshift</c>, and names of measurements, in the order u g r i z
    /// redshift, then by name. It may be less than what was measured. Null or absent in events of a worker that knew
    /// only observations with all of u g r i z redshift.
    /// </summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>
    /// The classes that are possible at a level of coverage; null or absent where the model's package cannot tell.
    /// <see cref="Class"/> is the most probable one whatever stands here.
    /// </summary>
    public CandidateClasses? Candidates { get; init; }

    /// <summary>
    /// Share of the training objects whose colours and magnitude are at least as unusual as this one's (a p-value), in
    /// (0, 1]; below 0.01 it is called novel. Null or absent where the model's package cannot tell.
    /// </summary>
    [Range(0.0, 1.0)]
    public double? Novelty { get; init; }

    /// <summary>
    /// Name of the class shares that the probabilities were adjusted to: the <see cref="Source"/> that they are set
    /// for. Null or absent where they are as trained.
    /// </summary>
    public string? Priors { get; init; }

    /// <summary>When the light was collected, as received.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>When the worker decided, UTC.</summary>
    public required DateTimeOffset ClassifiedAt { get; init; }

    /// <summary>The visit that the observation belongs to, if it named one.</summary>
    public string? VisitId { get; init; }

    /// <summary>Who published the observation, if it said so.</summary>
    public string? Source { get; init; }

    /// <summary>Right ascension, degrees, J2000, in [0, 360).</summary>
    [Range(0.0, 360.0, MaximumIsExclusive = true)]
    public required double Alpha { get; init; }

    /// <summary>Declination, degrees, J2000, in [-90, 90].</summary>
    [Range(-90.0, 90.0)]
    public required double Delta { get; init; }
}
