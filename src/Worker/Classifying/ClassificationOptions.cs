using Streaming.Classification.Scoring;

namespace Streaming.Worker.Classifying;

/// <summary>What is said of an observation beside its most probable class.</summary>
internal sealed class ClassificationOptions
{
    public const string SectionName = "Classification";

    /// <summary>The levels that packages of ours have.</summary>
    public static IReadOnlyList<double> CoverageLevels { get; } = [0.9, 0.95, 0.99];

    /// <summary>The level of coverage of the candidates: 0.9, 0.95 or 0.99. Default 0.95.</summary>
    public double Coverage { get; set; } = ModelSnapshot.DefaultCoverage;

    /// <summary>
    /// Class shares by the observations' <c>source</c>, for example <c>Classification__Priors__rubin__STAR=0.7</c>. A
    /// source without them is classified with the shares of the training data.
    /// </summary>
    public Dictionary<string, ClassShares> Priors { get; set; } = [];
}

/// <summary>Share of each class, above 0, together 1.</summary>
internal sealed class ClassShares
{
    public double Star { get; set; }

    public double Galaxy { get; set; }

    public double Qso { get; set; }
}
