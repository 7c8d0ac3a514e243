using System.Security.Cryptography;
using System.Text.Json;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Labels;

/// <summary>
/// An observation with its confirmed class, as the label store keeps it. Units and ranges are those of
/// <see cref="Contracts.ObservationReceived"/>; times are UTC and whole microseconds, which both databases can keep.
/// </summary>
internal sealed record Label
{
    /// <summary>Identity of the observation, 1 to 128 characters: there is one label of each.</summary>
    public required string ObservationId { get; init; }

    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Right ascension, degrees, J2000; null when the label came without.</summary>
    public double? Alpha { get; init; }

    /// <summary>Declination, degrees, J2000; null when the label came without.</summary>
    public double? Delta { get; init; }

    /// <summary>Like the other bands and the redshift null when it was not measured; three bands are.</summary>
    public double? U { get; init; }

    public double? G { get; init; }

    public double? R { get; init; }

    public double? I { get; init; }

    public double? Z { get; init; }

    public double? Redshift { get; init; }

    /// <summary>
    /// What else was measured: a JSON object of numbers, its names in order, as <see cref="MeasuredText"/> writes it;
    /// null when nothing was.
    /// </summary>
    public string? Measurements { get; init; }

    /// <summary>One of <see cref="Contracts.ObjectClass"/>.</summary>
    public required string Class { get; init; }

    public required DateTimeOffset LabelledAt { get; init; }

    public string? LabelledBy { get; init; }

    /// <summary>When the trainer took it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// SHA-256 of all the above but <see cref="ReceivedAt"/>, lower-case hexadecimal; without measurements it is as
    /// before there were any. Of two labels of the same moment the greater digest wins, so that the order in which they
    /// arrive decides nothing.
    /// </summary>
    public string Digest { get; private init; } = "";

    /// <summary>Completes a label by its digest.</summary>
    public Label Sealed() => this with
    {
        Digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object?[]>(
        [
            ObservationId, ObservedAt?.UtcDateTime, Alpha, Delta, U, G, R, I, Z, Redshift, Class, LabelledAt.UtcDateTime,
            LabelledBy, .. Measurements is null ? (object?[])[] : [Measurements],
        ]))),
    };

    /// <summary>The observation as a training row has it.</summary>
    public Observation ToObservation() => new(
        Alpha ?? double.NaN,
        Delta ?? double.NaN,
        U ?? double.NaN,
        G ?? double.NaN,
        R ?? double.NaN,
        I ?? double.NaN,
        Z ?? double.NaN,
        Redshift ?? double.NaN,
        Measurements is null ? null : MeasuredText.Read(Measurements));

    /// <summary>Whether this label replaces another of the same object.</summary>
    public bool Beats(Label other) => LabelledAt != other.LabelledAt
        ? LabelledAt > other.LabelledAt
        : string.CompareOrdinal(Digest, other.Digest) > 0;
}
