namespace Streaming.Contracts;

/// <summary>
/// An observation has been classified. Published as raw JSON (<c>application/json</c>) with the header
/// <c>MT-MessageType</c>; a MassTransit subscriber calls <c>UseRawJsonDeserializer()</c>. The AMQP message id is
/// <see cref="EventId.OfClassification"/>: a repeat of the same event carries the same id.
/// </summary>
public sealed record ObjectClassified
{
    /// <summary>Identity of the observation, as received.</summary>
    public required string ObservationId { get; init; }

    /// <summary>
    /// Most probable class: <c>STAR</c>, <c>GALAXY</c> or <c>QSO</c> (see <see cref="ObjectClass"/>).
    /// </summary>
    public required string Class { get; init; }

    /// <summary>Probability of <see cref="Class"/>, in [1/3, 1].</summary>
    public required double Confidence { get; init; }

    /// <summary>Probability of every class.</summary>
    public required ClassProbabilities Probabilities { get; init; }

    /// <summary>The model that decided.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>When the light was collected, as received.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>When the worker decided, UTC.</summary>
    public required DateTimeOffset ClassifiedAt { get; init; }

    /// <summary>The visit that the observation belongs to, if it named one.</summary>
    public string? VisitId { get; init; }

    /// <summary>Right ascension, degrees, J2000, in [0, 360).</summary>
    public required double Alpha { get; init; }

    /// <summary>Declination, degrees, J2000, in [-90, 90].</summary>
    public required double Delta { get; init; }
}
