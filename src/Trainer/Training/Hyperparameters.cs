using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Training;

/// <summary>
/// What a run may choose about the trees. The defaults were chosen by pooled five-fold predictions on SDSS17;
/// docs/accuracy.md has the figures, docs/adr/0013 the reasons.
/// </summary>
internal sealed record Hyperparameters
{
    /// <summary>Features of the ensemble, names of the catalogue.</summary>
    public IReadOnlyList<string> Features { get; init; } = SpectroscopicFeatures;

    /// <summary>Boosting rounds; each adds one tree a class.</summary>
    public int Iterations { get; init; } = 100;

    public int Leaves { get; init; } = 31;

    /// <summary>Weight of each new tree, in (0, 1].</summary>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>Splits from root to leaf, at most; 0 for no limit.</summary>
    public int MaximumDepth { get; init; }

    public int MinimumRowsPerLeaf { get; init; } = 50;

    /// <summary>
    /// Histogram bins a feature. With fewer, redshifts near zero fall together and stars are lost; magnitudes need a
    /// quarter: <see cref="For"/>.
    /// </summary>
    public int Bins { get; init; } = 1023;

    /// <summary>L1 penalty on leaf values.</summary>
    public double L1 { get; init; }

    /// <summary>L2 penalty on leaf values.</summary>
    public double L2 { get; init; } = 5;

    /// <summary>Share of the rows that each tree sees, in (0, 1].</summary>
    public double RowFraction { get; init; } = 0.7;

    /// <summary>Share of the features that each tree sees, in (0, 1].</summary>
    public double FeatureFraction { get; init; } = 0.5;

    /// <summary>Weight of a star's row.</summary>
    public double StarWeight { get; init; } = 1;

    /// <summary>Weight of a galaxy's row.</summary>
    public double GalaxyWeight { get; init; } = 1;

    /// <summary>
    /// Weight of a quasar's row. With a redshift quasars are the class that is missed most, and the weight finds more of
    /// them at next to no cost; without one it would cost accuracy and calibration: <see cref="For"/>.
    /// </summary>
    public double QsoWeight { get; init; } = 1.25;

    public int Seed { get; init; } = 42;

    /// <summary>
    /// Threads that train: never the machine's core count, because another number may add up in another order and tip a
    /// split. One, because LightGBM's threads spin while they wait for each other: on 79,000 rows two are a fifth
    /// faster on an idle machine and many times slower on a busy one.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// With a redshift. Wide colours are for sets that lack a band between: beside all others they add nothing.
    /// </summary>
    public static IReadOnlyList<string> SpectroscopicFeatures { get; } =
    [
        "u", "g", "r", "i", "z", "redshift", "u-g", "u-r", "u-i", "u-z", "g-r", "g-i", "g-z", "r-i", "r-z", "i-z",
        "u-2g+r", "g-2r+i", "r-2i+z", "g-2r+z", "(u-g)-(i-z)", "u-3g+2r", "g-3r+2i", "r-3i+2z",
        "absolute-u", "absolute-g", "absolute-r", "absolute-i", "absolute-z", "ln(1+redshift)", "lg|redshift|",
        "u-g-2.5lg(1+redshift)", "g-r-2.5lg(1+redshift)", "r-i-2.5lg(1+redshift)", "i-z-2.5lg(1+redshift)",
    ];

    /// <summary>
    /// Without one: all colours, how each three bands bend, and how far they are from the line of the stars.
    /// </summary>
    public static IReadOnlyList<string> PhotometricFeatures { get; } =
    [
        "u", "g", "r", "i", "z", "u-g", "u-r", "u-i", "u-z", "g-r", "g-i", "g-z", "r-i", "r-z", "i-z",
        "u-2g+r", "u-2g+i", "u-2g+z", "u-2r+i", "u-2r+z", "u-2i+z", "g-2r+i", "g-2r+z", "g-2i+z", "r-2i+z",
        "(u-g)-(i-z)",
        "u-3g+2r", "u-3g+2i", "u-3g+2z", "u-3r+2i", "u-3r+2z", "u-3i+2z", "g-3r+2i", "g-3r+2z", "g-3i+2z", "r-3i+2z",
    ];

    /// <summary>The defaults for a set of inputs: a feature is in when all its inputs are.</summary>
    public static Hyperparameters For(InputSet inputs)
    {
        var defaults = inputs.HasRedshift
            ? new Hyperparameters()
            : new Hyperparameters { Features = PhotometricFeatures, QsoWeight = 1, Bins = 255 };
        return defaults.Within(inputs) is var one && inputs.Measurements.IsEmpty
            ? one
            : one with { Features = [.. one.Features, .. OfMeasurements(inputs.Measurements)] };
    }

    /// <summary>The same with the features that a set of inputs allows.</summary>
    public Hyperparameters Within(InputSet inputs) => this with
    {
        Features =
        [
            .. Features.Where(name => FeatureCatalogue.Find(name)!.Inputs.All(input => inputs.Names.Contains(input))),
        ],
    };

    /// <summary>
    /// Each measurement, and the difference of each two: PSF less model magnitude is how extended an object is.
    /// </summary>
    public static IEnumerable<string> OfMeasurements(IReadOnlyList<string> names) =>
    [
        .. names,
        .. names.Index().SelectMany(one => names.Skip(one.Index + 1).Select(other => $"{one.Item}-{other}")),
    ];

    /// <summary>Weight of a row of a class.</summary>
    public double WeightOf(string name) => name switch
    {
        ObjectClass.Star => StarWeight,
        ObjectClass.Galaxy => GalaxyWeight,
        _ => QsoWeight,
    };

    /// <summary>
    /// LightGBM's options, every one set: ML.NET tunes what is left unset by the number of rows, so that a retrained
    /// model would silently be of another kind (below 50,000 rows its probabilities are not even a softmax).
    /// </summary>
    public LightGbmMulticlassTrainer.Options ToLightGbm() => new()
    {
        LabelColumnName = nameof(TrainingRow.Label),
        FeatureColumnName = nameof(TrainingRow.Features),
        ExampleWeightColumnName = nameof(TrainingRow.Weight),
        NumberOfIterations = Iterations,
        NumberOfLeaves = Leaves,
        LearningRate = LearningRate,
        MinimumExampleCountPerLeaf = MinimumRowsPerLeaf,
        MaximumBinCountPerFeature = Bins,
        Seed = Seed,
        NumberOfThreads = Threads,
        UseSoftmax = true,
        Sigmoid = 0.5,
        UnbalancedSets = false,
        Deterministic = true,
        ForceRowWise = true,
        HandleMissingValue = true,
        UseZeroAsMissingValue = false,
        UseCategoricalSplit = false,
        CategoricalSmoothing = 10,
        L2CategoricalRegularization = 10,
        MaximumCategoricalSplitPointCount = 32,
        MinimumExampleCountPerGroup = 100,
        EvaluationMetric = LightGbmMulticlassTrainer.Options.EvaluateMetricType.None,
        EarlyStoppingRound = 0,
        BatchSize = 1 << 20,
        Silent = true,
        Verbose = false,
        Booster = new GradientBooster.Options
        {
            L1Regularization = L1,
            L2Regularization = L2,
            MinimumSplitGain = 0,
            MinimumChildWeight = 0.1,
            MaximumTreeDepth = MaximumDepth,
            SubsampleFraction = RowFraction,
            SubsampleFrequency = RowFraction < 1 ? 1 : 0,
            FeatureFraction = FeatureFraction,
        },
    };
}
