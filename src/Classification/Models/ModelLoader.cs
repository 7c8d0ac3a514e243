using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
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
    /// <param name="store">The store.</param>
    /// <param name="version">The version.</param>
    /// <param name="announced">The SHA-256 under which it was announced; null when it was not.</param>
    /// <exception cref="ModelException">A check failed; the message says which.</exception>
    public static ModelSnapshot Load(ModelStore store, string version, string? announced = null)
    {
        var manifest = store.ReadManifest(version);
        Require(manifest.Format == ModelManifest.CurrentFormat, version, $"format {manifest.Format} is not supported");
        Require(manifest.Version == version, version, $"the manifest names another version, '{manifest.Version}'");
        CheckAnnounced(manifest, announced);
        var file = store.ReadModel(version);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        Require(
            sha256 == manifest.Sha256,
            version,
            $"model.zip has SHA-256 {sha256}, the manifest says {manifest.Sha256}");

        Check(manifest, version);
        var schema = FeatureSchema.Of(manifest.Features);
        Require(manifest.FeatureHash == schema.Hash, version, "featureHash does not belong to the listed features");

        var snapshot = new ModelSnapshot(manifest, schema, LoadTransformer(file, manifest));
        CheckCanary(snapshot, version);
        return snapshot;
    }

    /// <summary>Makes sure that a model is the one that was announced.</summary>
    /// <param name="manifest">The model.</param>
    /// <param name="announced">The SHA-256 under which it was announced; null when it was not.</param>
    /// <exception cref="ModelException">It is another one.</exception>
    public static void CheckAnnounced(ModelManifest manifest, string? announced) => Require(
        announced is null || announced == manifest.Sha256,
        manifest.Version,
        $"the store's has SHA-256 {manifest.Sha256}, announced was {announced}");

    private static void Check(ModelManifest manifest, string version)
    {
        Require(
            manifest.Classes.Order(StringComparer.Ordinal).SequenceEqual(ObjectClass.All.Order(StringComparer.Ordinal)),
            version,
            $"classes are [{Listed(manifest.Classes)}], expected are STAR, GALAXY and QSO, each once");
        Require(
            manifest.Temperature > 0 && double.IsFinite(manifest.Temperature),
            version,
            FormattableString.Invariant($"temperature {manifest.Temperature} is not a positive number"));
        Require(manifest.Canary.Count > 0, version, "the manifest has no canary rows");
    }

    private static ITransformer LoadTransformer(byte[] file, ModelManifest manifest)
    {
        try
        {
            var transformer = new MLContext(seed: 0).Model.Load(new MemoryStream(file), out var input);
            CheckClassOrder(transformer.GetOutputSchema(input), manifest);
            return transformer;
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or ModelException))
        {
            throw new ModelException($"model '{manifest.Version}': model.zip cannot be loaded: {fault.Message}", fault);
        }
    }

    // The canary rows stand in the manifest's order, so they cannot tell that the order itself is wrong. A model that
    // was trained elsewhere may carry no names; then the manifest alone knows.
    private static void CheckClassOrder(DataViewSchema output, ModelManifest manifest)
    {
        var score = output[BatchScorer.ScoreColumn];
        if (!score.HasSlotNames())
        {
            return;
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        score.GetSlotNames(ref names);
        var classes = names.DenseValues().Select(name => name.ToString()).ToList();
        Require(
            classes.SequenceEqual(manifest.Classes),
            manifest.Version,
            $"the manifest's class order is {Listed(manifest.Classes)}, the model's {Listed(classes)}");
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
            var expected = canary[i].Probabilities;
            Require(expected.Count == scores[i].Length, version, $"canary row {i} has {expected.Count} probabilities");

            // NaN is not within any tolerance.
            var agrees = expected.Zip(scores[i]).All(pair => Math.Abs(pair.First - pair.Second) <= CanaryTolerance);
            Require(
                agrees,
                version,
                FormattableString.Invariant($"canary row {i} is off by more than {CanaryTolerance:G1}"));
        }
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private static void Require(bool condition, string version, string otherwise)
    {
        if (!condition)
        {
            throw new ModelException($"model '{version}': {otherwise}");
        }
    }
}
