using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// One photometric observation of a telescope, published to be classified. A faulty one is answered with an
/// <see cref="ObservationRejected"/> that names every fault. A missing value is <see langword="null"/> or absent on the
/// wire, never NaN; unknown fields are ignored.
/// </summary>
/// <remarks>
/// No member is <see langword="required"/>, so that an absent or faulty value reaches the worker's validation. The
/// attributes say what that validation demands.
/// </remarks>
public sealed record ObservationReceived
{
    /// <summary>Stable identity of the observation, 1 to 128 characters, counted in UTF-16 units. Required.</summary>
    [Required, StringLength(128, MinimumLength = 1)]
    public string? ObservationId { get; init; }

    /// <summary>When the light was collected. ISO 8601; a time without an offset is taken as UTC. Required.</summary>
    [Required]
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Right ascension, degrees, J2000, in [0, 360). Required.</summary>
    [Required, Range(0.0, 360.0, MaximumIsExclusive = true)]
    public double? Alpha { get; init; }

    /// <summary>Declination, degrees, J2000, in [-90, 90]. Required.</summary>
    [Required, Range(-90.0, 90.0)]
    public double? Delta { get; init; }

    /// <summary>Brightness in the u (ultraviolet) band, AB magnitude, in [-5, 40]. Required.</summary>
    [Required, Range(-5.0, 40.0)]
    public double? U { get; init; }

    /// <summary>Brightness in the g (green) band, AB magnitude, in [-5, 40]. Required.</summary>
    [Required, Range(-5.0, 40.0)]
    public double? G { get; init; }

    /// <summary>Brightness in the r (red) band, AB magnitude, in [-5, 40]. Required.</summary>
    [Required, Range(-5.0, 40.0)]
    public double? R { get; init; }

    /// <summary>Brightness in the i (near infrared) band, AB magnitude, in [-5, 40]. Required.</summary>
    [Required, Range(-5.0, 40.0)]
    public double? I { get; init; }

    /// <summary>Brightness in the z (infrared) band, AB magnitude, in [-5, 40]. Required.</summary>
    [Required, Range(-5.0, 40.0)]
    public double? Z { get; init; }

    /// <summary>
    /// Spectroscopic redshift, dimensionless, in [-0.1, 12]; negative for approaching stars. Required.
    /// </summary>
    [Required, Range(-0.1, 12.0)]
    public double? Redshift { get; init; }

    /// <summary>
    /// The visit (one pointing of the telescope) that the observation belongs to; handed on to its event.
    /// </summary>
    public string? VisitId { get; init; }

    /// <summary>Who published the observation, for example the name of a pipeline.</summary>
    public string? Source { get; init; }
}
