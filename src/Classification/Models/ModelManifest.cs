using System.Text.Json;

namespace Streaming.Classification.Models;

/// <summary>What stands beside a model file: everything needed to check it, to use it and to make it again.</summary>
internal sealed record ModelManifest
{
    /// <summary>Version of this layout.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>SHA-256 of model.zip, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Feature names in the order of the model's input vector.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary><see cref="Streaming.Classification.Features.FeatureSchema.Hash"/> of <see cref="Features"/>.</summary>
    public required string FeatureHash { get; init; }

    /// <summary>Class names in the order of the model's output vector.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required TrainerDescription Trainer { get; init; }

    /// <summary>
    /// Divides the logarithms of the model's probabilities before they are normalised again (temperature scaling,
    /// Guo et al. 2017, arXiv:1706.04599): above 1 it takes confidence away; it never changes which class is on top.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>What it was trained on; null when it was imported.</summary>
    public required DataDescription? Data { get; init; }

    /// <summary>Metrics on the frozen hold-out; null when it was imported.</summary>
    public required ModelMetrics? HoldOut { get; init; }

    /// <summary>
    /// Metrics of the same settings on the training rows, each scored by a model of the other folds; null when that was
    /// not measured.
    /// </summary>
    public ModelMetrics? OutOfFold { get; init; }

    /// <summary>Distribution of every feature in the training rows, to measure drift against.</summary>
    public required IReadOnlyList<FeatureDistribution> Distributions { get; init; }

    /// <summary>Rows whose probabilities any copy of the model must reproduce to 1e-6.</summary>
    public required IReadOnlyList<CanaryRow> Canary { get; init; }

    /// <summary>Strict: a member that is absent or null is a fault of the file, found when it is read.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
