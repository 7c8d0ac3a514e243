using System.Security.Cryptography;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Simulation;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Training;

/// <summary>Writes down everything about a trained model that its manifest must say.</summary>
internal static class ModelPackage
{
    private const int CanaryRows = 32;
    private const int CanarySeed = 32;

    /// <summary>Describes a model as it will be used: at the temperature of its calibration.</summary>
    public static ModelManifest Describe(
        Forest forest,
        Calibration calibration,
        Hyperparameters hyperparameters,
        LabelledData data,
        TimeSpan took,
        DateTimeOffset at)
    {
        var calibrated = forest.At(calibration.Temperature);
        var training = data.Part(DataPart.Training);
        var holdOut = data.Part(DataPart.HoldOut);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(forest.File));
        return new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Version = FormattableString.Invariant($"{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{sha256[..8]}"),
            CreatedAt = at,
            Sha256 = sha256,
            Features = forest.Features.Names,
            FeatureHash = forest.Features.Hash,
            Classes = ForestTrainer.Classes,
            Trainer = new TrainerDescription(
                "LightGBM",
                hyperparameters.Seed,
                TrainerSettings.Of(hyperparameters.ToLightGbm()),
                TrainingPackages.Versions,
                Math.Round(took.TotalSeconds, 1)),
            Temperature = calibration.Temperature,
            Data = new DataDescription(
                data.File,
                data.Sha256,
                data.Rows.Count,
                data.DroppedByReason(),
                LabelledData.ByClass(training),
                LabelledData.ByClass(holdOut)),
            HoldOut = ScoredRows.Of(ForestTrainer.Classes, holdOut, calibrated.Probabilities(holdOut)).Measure(),
            OutOfFold = calibration.AfterMetrics,
            Distributions = FeatureDeciles.Of(forest.Features, training),
            Canary = Canary(calibrated),
        };
    }

    // The observations are simulated, so that a package carries no row of anybody's data.
    private static List<CanaryRow> Canary(Forest forest)
    {
        var night = new SimulatedNight(new NightOptions { Seed = CanarySeed });
        var observations = night.Observe(CanaryRows).Select(made => Observation.From(made.Observation)).ToList();
        return [.. observations.Zip(
            forest.Scorer.Probabilities(observations),
            (observation, row) => new CanaryRow(observation, [.. row.Select(probability => (double)probability)]))];
    }
}
