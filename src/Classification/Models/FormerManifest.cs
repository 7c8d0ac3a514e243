using Streaming.Classification.Observations;

namespace Streaming.Classification.Models;

/// <summary>
/// A manifest of format 1: one file, <c>model.zip</c>, for observations with all bands and a redshift. Stores keep such
/// packages for ever; only <see cref="ToManifest"/> knows of them.
/// </summary>
internal sealed record FormerManifest
{
    public const int Format = 1;

    private const string ModelFile = "model.zip";

    public required string Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Sha256 { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public required string FeatureHash { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required TrainerDescription Trainer { get; init; }

    public double Temperature { get; init; } = 1;

    public required DataDescription? Data { get; init; }

    public required ModelMetrics? HoldOut { get; init; }

    public ModelMetrics? OutOfFold { get; init; }

    public required IReadOnlyList<FeatureDistribution> Distributions { get; init; }

    public required IReadOnlyList<CanaryRow> Canary { get; init; }

    /// <summary>As a model of the one input set u g r i z redshift.</summary>
    public ModelManifest ToManifest() => new()
    {
        Format = Format,
        Version = Version,
        CreatedAt = CreatedAt,
        Sha256 = Sha256,
        Classes = Classes,
        Data = Data,
        Ensembles =
        [
            new EnsembleManifest
            {
                Inputs = InputSet.Spectroscopic.Names,
                File = ModelFile,
                Sha256 = Sha256,
                Features = Features,
                FeatureHash = FeatureHash,
                Trainer = Trainer,
                Temperature = Temperature,
                HoldOut = HoldOut,
                OutOfFold = OutOfFold,
                Distributions = Distributions,
                Canary = Canary,
            },
        ],
    };
}
