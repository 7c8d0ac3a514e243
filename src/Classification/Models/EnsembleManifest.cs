using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>One ensemble of a model: boosted trees that score what has the inputs of one set.</summary>
internal sealed record EnsembleManifest
{
    /// <summary>Names of its inputs: see <see cref="Observations.InputSet"/>.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Name of its file in the model's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Feature names in the order of the input vector.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary><see cref="Streaming.Classification.Features.FeatureSchema.Hash"/> of <see cref="Features"/>.</summary>
    public required string FeatureHash { get; init; }

    public required TrainerDescription Trainer { get; init; }

    /// <summary>
    /// Divides the logarithms of the probabilities before they are normalised again (temperature scaling,
    /// Guo et al. 2017, arXiv:1706.04599): above 1 it takes confidence away; it never changes which class is on top.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// Share of each class that the probabilities assume: those of the training rows by weight. Null when they are not
    /// known; then no priors can be set.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Shares { get; init; }

    /// <summary>What candidates are taken by, a level of coverage each; empty when they are not known.</summary>
    public IReadOnlyList<CoverageLevel> Coverage { get; init; } = [];

    /// <summary>
    /// By what log density of <see cref="ModelManifest.Mixture"/> a novelty is told; null when it is not known.
    /// </summary>
    public NoveltyTable? Novelty { get; init; }

    /// <summary>Metrics on the frozen hold-out; null when it was not measured.</summary>
    public required ModelMetrics? HoldOut { get; init; }

    /// <summary>
    /// Metrics of the same settings on the training rows, each scored by an ensemble of the other folds; null when that
    /// was not measured.
    /// </summary>
    public ModelMetrics? OutOfFold { get; init; }

    /// <summary>Distribution of every feature in the training rows, to measure drift against.</summary>
    public required IReadOnlyList<FeatureDistribution> Distributions { get; init; }

    /// <summary>Rows whose probabilities any copy of the ensemble must reproduce to 1e-6.</summary>
    public required IReadOnlyList<CanaryRow> Canary { get; init; }
}

/// <summary>
/// By what a class is a candidate at one level of coverage: 1 − p of the class does not exceed its quantile.
/// </summary>
/// <param name="Level">The share of each class that is to have its class among the candidates, in (0, 1).</param>
/// <param name="Quantiles">By class: the level's quantile of 1 − p among out-of-fold rows of that class.</param>
internal sealed record CoverageLevel(double Level, IReadOnlyDictionary<string, double> Quantiles);

/// <summary>How unusual a density is: points of its distribution over the training objects.</summary>
/// <param name="LogDensities">Natural logarithms of the mixture's density in the ensemble's bands, ascending.</param>
/// <param name="Shares">Share of the training objects that are at least as unusual, in (0, 1], ascending.</param>
internal sealed record NoveltyTable(
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> LogDensities,
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> Shares);
