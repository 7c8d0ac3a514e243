using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>Names exactly one model: its version in the store and its fingerprint.</summary>
public sealed record ModelReference
{
    /// <summary>Version in the model store, for example <c>20261123T140000Z-1a2b3c4d</c>.</summary>
    [MinLength(1)]
    public required string Version { get; init; }

    /// <summary>
    /// The model's fingerprint, 64 lower-case hexadecimal digits: the SHA-256 of the SHA-256s of its ensembles' files;
    /// of a package of the former format, the SHA-256 of its one file.
    /// </summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    public required string Sha256 { get; init; }
}
