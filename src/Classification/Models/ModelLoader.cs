using System.Security.Cryptography;
using Microsoft.ML;
using Streaming.Classification.Features;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Classification.Models;

/// <summary>Turns a version in the store into a snapshot that can score, or says why it must not be used.</summary>
internal static class ModelLoader
{
    /// <summary>Largest allowed difference between a canary row's probability and the manifest's.</summary>
    public const double CanaryTolerance = 1e-6;

    /// <summary>Reads, checks, loads, warms up and tries a model.</summary>
    /// <exception cref="ModelException">A check failed; the message says which.</exception>
    public static ModelSnapshot Load(ModelStore store, string version)
    {
        var manifest = store.ReadManifest(version);
        Check(manifest, version);
        var schema = FeatureSchema.Of(manifest.Features);
        Require(manifest.FeatureHash == schema.Hash, version, "featureHash does not belong to the listed features");

        var file = store.ReadModel(version);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        Require(sha256 == manifest.Sha256, version, $"model.zip has SHA-256 {sha256}, the manifest says {manifest.Sha256}");

        var snapshot = new ModelSnapshot(manifest, schema, LoadTransformer(file, version));
        CheckCanary(snapshot, version);
        return snapshot;
    }

    private static void Check(ModelManifest manifest, string version)
    {
        Require(manifest.Format == ModelManifest.CurrentFormat, version, $"format {manifest.Format} is not supported");
        Require(manifest.Version == version, version, $"the manifest names another version, '{manifest.Version}'");
        Require(
            manifest.Features is not null && manifest.Classes is not null && manifest.Canary is not null,
            version,
            "the manifest is incomplete");
        Require(
            manifest.Classes!.Order(StringComparer.Ordinal).SequenceEqual(ObjectClass.All.Order(StringComparer.Ordinal)),
            version,
            $"classes are [{string.Join(", ", manifest.Classes!)}], expected are STAR, GALAXY and QSO, each once");
        Require(manifest.Canary!.Count > 0, version, "the manifest has no canary rows");
    }

    private static ITransformer LoadTransformer(byte[] file, string version)
    {
        try
        {
            return new MLContext(seed: 0).Model.Load(new MemoryStream(file), out _);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new ModelException($"model '{version}': model.zip cannot be loaded: {fault.Message}", fault);
        }
    }

    // The first scoring compiles ML.NET's row mappers: the canary is the warm-up as well.
    private static void CheckCanary(ModelSnapshot snapshot, string version)
    {
        var canary = snapshot.Manifest.Canary;
        IReadOnlyList<float[]> scores;
        try
        {
            scores = snapshot.Probabilities([.. canary.Select(row => row.Observation)]);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new ModelException($"model '{version}': the canary rows cannot be scored: {fault.Message}", fault);
        }

        for (var i = 0; i < canary.Count; i++)
        {
            var off = canary[i].Probabilities.Zip(scores[i], (expected, got) => Math.Abs(expected - got)).Max();
            Require(
                canary[i].Probabilities.Count == scores[i].Length && off <= CanaryTolerance,
                version,
                FormattableString.Invariant($"canary row {i} is off by {off:G3}, allowed is {CanaryTolerance:G1}"));
        }
    }

    private static void Require(bool condition, string version, string otherwise)
    {
        if (!condition)
        {
            throw new ModelException($"model '{version}': {otherwise}");
        }
    }
}
