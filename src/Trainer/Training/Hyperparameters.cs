using Microsoft.ML.Trainers.LightGbm;
using Streaming.Contracts;

namespace Streaming.Trainer.Training;

/// <summary>
/// What a run may choose about the trees. The defaults were chosen by pooled five-fold predictions on SDSS17;
/// docs/accuracy.md has the figures, docs/adr/0013 the reasons.
/// </summary>
internal sealed record Hyperparameters
{
    /// <summary>Features of the model, names of the catalogue.</summary>
    public IReadOnlyList<string> Features { get; init; } = DefaultFeatures;

    /// <summary>Boosting rounds; each adds one tree a class.</summary>
    public int Iterations { get; init; } = 200;

    public int Leaves { get; init; } = 31;

    /// <summary>Weight of each new tree, in (0, 1].</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Splits from root to leaf, at most; 0 for no limit.</summary>
    public int MaximumDepth { get; init; }

    public int MinimumRowsPerLeaf { get; init; } = 50;

    /// <summary>Histogram bins a feature. With fewer, redshifts near zero fall together and stars are lost.</summary>
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

    /// <summary>Weight of a quasar's row. Quasars are the class that is missed most.</summary>
    public double QsoWeight { get; init; } = 1.25;

    public int Seed { get; init; } = 42;

    /// <summary>
    /// Threads that train: never the machine's core count, because another number may add up in another order and tip a
    /// split. One, because LightGBM's threads spin while they wait for each other: on 79,000 rows two are a fifth
    /// faster on an idle machine and many times slower on a busy one.
    /// </summary>
    public int Threads { get; init; } = 1;

    public static IReadOnlyList<string> DefaultFeatures { get; } =
    [
        "u", "g", "r", "i", "z", "redshift", "u-g", "g-r", "r-i", "i-z", "u-2g+r", "g-2r+i", "r-2i+z", "(u-g)-(i-z)",
        "absolute-u", "absolute-g", "absolute-r", "absolute-i", "absolute-z", "ln(1+redshift)", "lg|redshift|",
        "u-g-2.5lg(1+redshift)", "g-r-2.5lg(1+redshift)", "r-i-2.5lg(1+redshift)", "i-z-2.5lg(1+redshift)",
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
