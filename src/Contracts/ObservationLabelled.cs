using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// An astronomer or a spectrograph has confirmed the class of an observation: new training data. Ranges and units are
/// those of <see cref="ObservationReceived"/>. A later label of the same observation replaces an earlier one.
/// </summary>
public sealed record ObservationLabelled
{
    /// <summary>The observation.</summary>
    [Required]
    public ObservationReceived? Observation { get; init; }

    /// <summary>The confirmed class, one of <see cref="ObjectClass"/>.</summary>
    [Required, AllowedValues(ObjectClass.Star, ObjectClass.Galaxy, ObjectClass.Qso)]
    public string? Class { get; init; }

    /// <summary>When the class was confirmed.</summary>
    [Required]
    public DateTimeOffset? LabelledAt { get; init; }

    /// <summary>Who confirmed it, for example a survey's pipeline.</summary>
    public string? LabelledBy { get; init; }
}
