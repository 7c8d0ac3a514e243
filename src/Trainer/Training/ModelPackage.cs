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
        var sha256 = Sha256Of(forest.File);
        return new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Version = VersionOf(at, sha256),
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
                LabelledData.ByClass(holdOut))
            {
                Labels = data.Labels,
            },
            HoldOut = ScoredRows.Of(ForestTrainer.Classes, holdOut, calibrated.Probabilities(holdOut)).Measure(),
            OutOfFold = calibration.AfterMetrics,
            Distributions = FeatureDeciles.Of(forest.Features, training),
            Canary = Canary(calibrated),
        };
    }

    public static string Sha256Of(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>A model's name: when it was made, and the beginning of its file's SHA-256.</summary>
    public static string VersionOf(DateTimeOffset at, string sha256) =>
        FormattableString.Invariant($"{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{sha256[..8]}");

    /// <summary>
    /// Scores the canary rows. The observations are simulated, so that a package carries no row of anybody's data.
    /// </summary>
    public static List<CanaryRow> Canary(Forest forest)
    {
        var night = new SimulatedNight(new NightOptions { Seed = CanarySeed });
        var observations = night.Observe(CanaryRows).Select(made => Observation.From(made.Observation)).ToList();
        return [.. observations.Zip(
            forest.Scorer.Probabilities(observations),
            (observation, row) => new CanaryRow(observation, [.. row.Select(probability => (double)probability)]))];
    }
}
