using System.Security.Cryptography;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Simulation;
using Streaming.Trainer.Data;
using Streaming.Trainer.Exploring;
using Streaming.Trainer.Novelty;

namespace Streaming.Trainer.Training;

/// <summary>Writes down everything about a trained model that its manifest must say.</summary>
internal static class ModelPackage
{
    private const int CanaryRows = 32;
    private const int CanarySeed = 32;
    private const int ShareDigits = 9;

    /// <summary>Describes a model as it will be used: at the temperatures of its calibration.</summary>
    public static ModelManifest Describe(
        IReadOnlyList<PackedEnsemble> packed, MixtureDescription? mixture, LabelledData data, DateTimeOffset at) =>
        Of([.. packed.Select(one => one.Manifest)], ForestTrainer.Classes, at) with
        {
            Data = new DataDescription(
                data.File,
                data.Sha256,
                data.Rows.Count,
                data.DroppedByReason(),
                LabelledData.ByClass(data.Part(DataPart.Training)),
                LabelledData.ByClass(data.Part(DataPart.HoldOut)))
            {
                Labels = data.Labels,
                Photometry = data.Photometry.Count > 0 ? data.Photometry : null,
            },
            Mixture = mixture,
        };

    /// <summary>A model of some ensembles, of which nothing else is known.</summary>
    public static ModelManifest Of(
        IReadOnlyList<EnsembleManifest> ensembles, IReadOnlyList<string> classes, DateTimeOffset at)
    {
        var sha256 = ModelManifest.Fingerprint(ensembles);
        return new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Version = FormattableString.Invariant($"{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{sha256[..8]}"),
            CreatedAt = at,
            Sha256 = sha256,
            Classes = classes,
            Data = null,
            Ensembles = ensembles,
        };
    }

    /// <summary>Name of an ensemble's file.</summary>
    public static string FileOf(InputSet inputs) => $"{inputs.Name}.zip";

    public static string Sha256Of(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>
    /// Scores the canary rows. The observations are simulated, so that a package carries no row of anybody's data; a
    /// measurement, which the simulator does not know, goes through the quantiles of the training rows.
    /// </summary>
    /// <param name="forest">The trees, calibrated.</param>
    /// <param name="inputs">What they are given.</param>
    /// <param name="training">Rows to take quantiles of measurements from.</param>
    public static List<CanaryRow> Canary(Forest forest, InputSet inputs, IReadOnlyList<LabelledRow> training)
    {
        var night = new SimulatedNight(new NightOptions { Seed = CanarySeed });
        var sorted = inputs.Measurements.ToDictionary(
            name => name, name => training.Select(row => row.Observation.Value(name)).Order().ToArray());
        var observations = night.Observe(CanaryRows).Index()
            .Select(made => (Observation.From(made.Item.Observation) with
            {
                Measurements = sorted.ToDictionary(
                    one => one.Key, one => Summary.Quantile(one.Value, (made.Index + 0.5) / CanaryRows)),
            }).Reduced(inputs))
            .ToList();
        return [.. observations.Zip(
            forest.Scorer.Probabilities(observations),
            (observation, row) => new CanaryRow(observation, [.. row.Select(probability => (double)probability)]))];
    }

    /// <summary>Describes one ensemble.</summary>
    public static EnsembleManifest Describe(TrainedEnsemble one, MixtureDescription? mixture) => new()
    {
        Inputs = one.Inputs.Names,
        File = FileOf(one.Inputs),
        Sha256 = Sha256Of(one.Forest.File),
        Features = one.Forest.Features.Names,
        FeatureHash = one.Forest.Features.Hash,
        Trainer = new TrainerDescription(
            "LightGBM",
            one.Settings.Seed,
            TrainerSettings.Of(one.Settings.ToLightGbm()),
            TrainingPackages.Versions,
            Math.Round(one.Took.TotalSeconds, 1)),
        Temperature = one.Calibration.Temperature,
        Shares = SharesOf(one),
        Coverage = one.Coverage,
        Novelty = mixture is null ? null : NoveltyTables.Of(mixture, one.Inputs, one.Training),
        HoldOut = one.OnHoldOut().Measure(),
        OutOfFold = one.Calibration.AfterMetrics,
        Distributions = FeatureDeciles.Of(one.Forest.Features, one.Training),
        Canary = Canary(one.Forest.At(one.Calibration.Temperature), one.Inputs, one.Training),
    };

    // A row that weighs more counts for more: the probabilities are those of such a mix.
    private static Dictionary<string, double> SharesOf(TrainedEnsemble one)
    {
        var weights = LabelledData.ByClass(one.Training)
            .ToDictionary(pair => pair.Key, pair => pair.Value * one.Settings.WeightOf(pair.Key));
        var all = weights.Values.Sum();
        return weights.ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value / all, ShareDigits));
    }
}
