using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>Names exactly one model: its version in the store and the fingerprint of its file.</summary>
public sealed record ModelReference
{
    /// <summary>Version in the model store, for example <c>20261123T140000Z-1a2b3c4d</c>.</summary>
    [MinLength(1)]
    public required string Version { get; init; }

    /// <summary>SHA-256 of the model file, 64 lower-case hexadecimal digits.</summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    public required string Sha256 { get; init; }
}
