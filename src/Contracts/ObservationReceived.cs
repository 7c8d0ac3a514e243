using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// One observation of a telescope, published to be classified: magnitudes in at least three bands, and a redshift where
/// there is a spectrum. What was not measured is <see langword="null"/>, absent, or one of the surveys' marks: -9999,
/// -999, -99, 99, 999, 9999 (<see cref="NotMeasured"/>). A faulty observation is answered with an
/// <see cref="ObservationRejected"/> that names every fault. Unknown fields are ignored.
/// </summary>
/// <remarks>
/// No member is <see langword="required"/>, so that an absent or faulty value reaches the worker's validation. The
/// attributes say what that validation demands.
/// </remarks>
public sealed record ObservationReceived
{
    /// <summary>Most entries of <see cref="Measurements"/>.</summary>
    public const int MostMeasurements = 64;

    /// <summary>Fewest bands that are measured: with two nothing can be told apart.</summary>
    public const int FewestBands = 3;

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

    /// <summary>Brightness in the u (ultraviolet) band, AB magnitude, in [-5, 40]; null when not measured.</summary>
    [Range(-5.0, 40.0)]
    public double? U { get; init; }

    /// <summary>Brightness in the g (green) band, AB magnitude, in [-5, 40]; null when not measured.</summary>
    [Range(-5.0, 40.0)]
    public double? G { get; init; }

    /// <summary>Brightness in the r (red) band, AB magnitude, in [-5, 40]; null when not measured.</summary>
    [Range(-5.0, 40.0)]
    public double? R { get; init; }

    /// <summary>Brightness in the i (near infrared) band, AB magnitude, in [-5, 40]; null when not measured.</summary>
    [Range(-5.0, 40.0)]
    public double? I { get; init; }

    /// <summary>Brightness in the z (infrared) band, AB magnitude, in [-5, 40]; null when not measured.</summary>
    [Range(-5.0, 40.0)]
    public double? Z { get; init; }

    /// <summary>
    /// Spectroscopic redshift, dimensionless, in [-0.1, 12]; negative for approaching stars; null without a spectrum.
    /// </summary>
    [Range(-0.1, 12.0)]
    public double? Redshift { get; init; }

    /// <summary>
    /// What else was measured, by name, at most 64 numbers: <c>psfMag_r</c>, <c>cModelMag_r</c>, <c>w1</c>, <c>ebv</c>, …
    /// A model that was trained with a measurement uses it; all others pass it over.
    /// </summary>
    [MaxLength(MostMeasurements)]
    public IReadOnlyDictionary<string, double?>? Measurements { get; init; }

    /// <summary>
    /// The visit (one pointing of the telescope) that the observation belongs to; handed on to its event.
    /// </summary>
    public string? VisitId { get; init; }

    /// <summary>Who published the observation, for example the name of a pipeline; handed on to its event.</summary>
    public string? Source { get; init; }
}
