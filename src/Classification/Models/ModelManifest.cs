using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Streaming.Classification.Models;

/// <summary>What stands beside a model's files: everything needed to check it, to use it and to make it again.</summary>
internal sealed record ModelManifest
{
    /// <summary>Version of this layout; <see cref="FormerManifest"/> is the one before it.</summary>
    public const int CurrentFormat = 2;

    public required int Format { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// The model's fingerprint, lower-case hexadecimal: <see cref="Fingerprint"/> of its ensembles; in format 1 the
    /// SHA-256 of model.zip.
    /// </summary>
    public required string Sha256 { get; init; }

    /// <summary>Class names in the order of every ensemble's output vector.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What it was trained on; null when it was imported.</summary>
    public required DataDescription? Data { get; init; }

    /// <summary>
    /// How the training objects are spread over magnitudes: what novelty is measured against. Null when that is not
    /// known.
    /// </summary>
    public MixtureDescription? Mixture { get; init; }

    /// <summary>One for each input set, the fullest first.</summary>
    public required IReadOnlyList<EnsembleManifest> Ensembles { get; init; }

    /// <summary>The ensemble with the most inputs: whose figures stand for the model where there is room for one.</summary>
    public EnsembleManifest Fullest() => Ensembles[0];

    /// <summary>
    /// SHA-256 of the ensembles' SHA-256s in lower-case hexadecimal, in their order, joined by line feeds.
    /// </summary>
    public static string Fingerprint(IEnumerable<EnsembleManifest> ensembles) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', ensembles.Select(one => one.Sha256)))));

    /// <summary>Strict: a member that is absent or null is a fault of the file, found when it is read.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
