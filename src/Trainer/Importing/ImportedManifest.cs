using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Importing;

/// <summary>Writes down where an imported model comes from and what was found out about it.</summary>
internal static class ImportedManifest
{
    public static ModelManifest Of(
        ImportSettings settings,
        BoostedTrees whole,
        BoostedTrees trees,
        Forest forest,
        CanaryComparison? canary,
        HoldOutMeasure? measured,
        DateTimeOffset at)
    {
        var inputs = forest.Features.Inputs;
        var ensemble = new EnsembleManifest
        {
            Inputs = inputs.Names,
            File = ModelPackage.FileOf(inputs),
            Sha256 = ModelPackage.Sha256Of(forest.File),
            Features = forest.Features.Names,
            FeatureHash = forest.Features.Hash,
            Trainer = new TrainerDescription(
                $"{trees.Library}, imported",
                0,
                Facts(settings, whole, trees, canary, measured),
                new Dictionary<string, string> { [trees.Library] = trees.LibraryVersion },
                0),
            HoldOut = measured?.Metrics,
            Distributions = measured?.Distributions ?? [],
            Canary = ModelPackage.Canary(forest, inputs, []),
        };
        return ModelPackage.Of([ensemble], settings.Classes, at);
    }

    /// <summary>How many thresholds are no floats.</summary>
    public static int RoundedThresholds(BoostedTrees trees) =>
        trees.Thresholds.Count(threshold => FloatThreshold.AtMost(threshold) != threshold);

    private static SortedDictionary<string, string> Facts(
        ImportSettings settings,
        BoostedTrees whole,
        BoostedTrees trees,
        CanaryComparison? canary,
        HoldOutMeasure? measured)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["File"] = settings.Source.Name,
            ["FileSha256"] = settings.Source.Sha256,
            ["Objective"] = trees.Objective,
            ["Rounds"] = Number(trees.Rounds),
            ["RoundsInFile"] = Number(whole.Rounds),
            ["Thresholds"] = Number(trees.Thresholds.Count()),
            ["ThresholdsRoundedToFloats"] = Number(RoundedThresholds(trees)),
        };
        if (canary is not null)
        {
            facts["CanaryRows"] = Number(canary.Rows);
            facts["CanaryRowsMovedByFloats"] = Number(canary.Moved.Count);
            facts["CanaryLargestDifference"] = canary.LargestDifference.ToString("R", CultureInfo.InvariantCulture);
        }

        if (measured is not null)
        {
            facts["HoldOutFile"] = measured.Data.File;
            facts["HoldOutFileSha256"] = measured.Data.Sha256;
        }

        return facts;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
