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

    public required double U { get; init; }

    public required double G { get; init; }

    public required double R { get; init; }

    public required double I { get; init; }

    public required double Z { get; init; }

    public required double Redshift { get; init; }

    /// <summary>One of <see cref="Contracts.ObjectClass"/>.</summary>
    public required string Class { get; init; }

    public required DateTimeOffset LabelledAt { get; init; }

    public string? LabelledBy { get; init; }

    /// <summary>When the trainer took it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// SHA-256 of all the above but <see cref="ReceivedAt"/>, lower-case hexadecimal. Of two labels of the same moment
    /// the greater digest wins, so that the order in which they arrive decides nothing.
    /// </summary>
    public string Digest { get; private init; } = "";

    /// <summary>Completes a label by its digest.</summary>
    public Label Sealed() => this with
    {
        Digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object?[]>(
        [
            ObservationId, ObservedAt?.UtcDateTime, Alpha, Delta, U, G, R, I, Z, Redshift, Class, LabelledAt.UtcDateTime,
            LabelledBy,
        ]))),
    };

    /// <summary>The observation as a training row has it.</summary>
    public Observation ToObservation() =>
        new(Alpha ?? double.NaN, Delta ?? double.NaN, U, G, R, I, Z, Redshift);

    /// <summary>Whether this label replaces another of the same object.</summary>
    public bool Beats(Label other) => LabelledAt != other.LabelledAt
        ? LabelledAt > other.LabelledAt
        : string.CompareOrdinal(Digest, other.Digest) > 0;
}
