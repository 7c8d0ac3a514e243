using System.Security.Cryptography;
using System.Text;
using Streaming.Classification.Observations;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tuning;

/// <summary>What the search may choose, and how a point of it becomes hyperparameters.</summary>
internal static class SearchSpace
{
    // Past this depth 63 leaves are seldom held back: the last value stands for no limit.
    private const int Unlimited = 13;

    // Scoring costs as much as there are leaves; 1.5 times those of 200 rounds of 31.
    private const int LeafBudget = 9300;
    private const int MostRounds = 400;

    private static readonly Dimension Leaves = new("leaves", 12, 63, IsLogarithmic: true, IsInteger: true);
    private static readonly Dimension Depth = new("max-depth", 4, Unlimited, IsInteger: true);
    private static readonly Dimension LearningRate = new("learning-rate", 0.04, 0.2, IsLogarithmic: true);
    private static readonly Dimension RowsPerLeaf =
        new("min-rows-per-leaf", 10, 300, IsLogarithmic: true, IsInteger: true);

    private static readonly Dimension RowFraction = new("row-fraction", 0.4, 1);
    private static readonly Dimension FeatureFraction = new("feature-fraction", 0.2, 1);
    private static readonly Dimension L1 = new("l1", 0.001, 10, IsLogarithmic: true);
    private static readonly Dimension L2 = new("l2", 0.1, 100, IsLogarithmic: true);
    private static readonly Dimension StarWeight = new("star-weight", 0.7, 1.4);
    private static readonly Dimension QsoWeight = new("qso-weight", 0.9, 1.6);

    public static IReadOnlyList<Dimension> Dimensions { get; } =
    [
        Leaves, Depth, LearningRate, RowsPerLeaf, RowFraction, FeatureFraction, L1, L2, StarWeight, QsoWeight,
        .. FeatureGroup.All.Select(group => Dimension.Switch(group.Name)),
    ];

    /// <summary>
    /// Changes with any axis, group of features or budget: trials of another space do not mix with these.
    /// </summary>
    private static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Dimensions)
        + string.Join('\n', FeatureGroup.All.Select(group => string.Join(',', group.Features)))
        + FormattableString.Invariant($"{LeafBudget} {MostRounds}"))))[..16];

    /// <summary>The version of the space for some inputs.</summary>
    public static string VersionFor(InputSet inputs) =>
        inputs.Equals(InputSet.Spectroscopic) ? Version : $"{Version} {inputs.Name}";

    /// <summary>Most rounds that a trial may train; early stopping ends most of them before.</summary>
    public static int Rounds(Hyperparameters one) => Math.Min(MostRounds, LeafBudget / one.Leaves);

    /// <summary>
    /// The hyperparameters of a point, with the features that the inputs allow. Their rounds are the most that it may
    /// train.
    /// </summary>
    public static Hyperparameters At(double[] point, int seed, InputSet inputs)
    {
        var values = Dimensions.Zip(point).ToDictionary(pair => pair.First.Name, pair => pair.First.Value(pair.Second));
        var depth = (int)values[Depth.Name];
        var one = Hyperparameters.For(inputs) with
        {
            Features =
            [
                .. FeatureGroup.Always,
                .. FeatureGroup.All.Where(group => values[group.Name] == 1).SelectMany(group => group.Features),
                .. Hyperparameters.OfMeasurements(inputs.Measurements),
            ],
            Leaves = (int)values[Leaves.Name],
            MaximumDepth = depth == Unlimited ? 0 : depth,
            LearningRate = values[LearningRate.Name],
            MinimumRowsPerLeaf = (int)values[RowsPerLeaf.Name],
            RowFraction = values[RowFraction.Name],
            FeatureFraction = values[FeatureFraction.Name],
            L1 = values[L1.Name],
            L2 = values[L2.Name],
            StarWeight = values[StarWeight.Name],
            QsoWeight = values[QsoWeight.Name],
            Seed = seed,
        };
        return one.Within(inputs) with { Iterations = Rounds(one) };
    }

    /// <summary>Where the search begins: as near to the defaults as the space has a point.</summary>
    public static double[] Defaults(InputSet inputs)
    {
        var one = Hyperparameters.For(inputs);
        var values = new Dictionary<string, double>
        {
            [Leaves.Name] = one.Leaves,
            [Depth.Name] = one.MaximumDepth == 0 ? Unlimited : one.MaximumDepth,
            [LearningRate.Name] = one.LearningRate,
            [RowsPerLeaf.Name] = one.MinimumRowsPerLeaf,
            [RowFraction.Name] = one.RowFraction,
            [FeatureFraction.Name] = one.FeatureFraction,
            [L1.Name] = one.L1,
            [L2.Name] = one.L2,
            [StarWeight.Name] = one.StarWeight,
            [QsoWeight.Name] = one.QsoWeight,
        };
        foreach (var group in FeatureGroup.All)
        {
            var possible = new Hyperparameters { Features = group.Features }.Within(inputs).Features;
            values[group.Name] = possible.Count > 0 && possible.All(one.Features.Contains) ? 1 : 0;
        }

        return [.. Dimensions.Select(dimension => dimension.UnitOf(values[dimension.Name]))];
    }
}
