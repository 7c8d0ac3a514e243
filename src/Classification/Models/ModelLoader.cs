using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Classification.Models;

/// <summary>Turns a version in the store into a snapshot that can score, or says why it must not be used.</summary>
internal static class ModelLoader
{
    /// <summary>Largest allowed difference between a canary row's probability and the manifest's.</summary>
    public const double CanaryTolerance = 1e-6;

    // A thousand rows a model, beside the canaries, show that its compiled form is ML.NET's; an ensemble has its share of
    // them, and never fewer than these, each of which goes through hundreds of trees.
    private const int TrialRows = 1_000;
    private const int FewestTrialRows = 2 * FeatureBlocks.BlockRows;

    /// <summary>Reads, checks, loads and tries a model: all of its ensembles, or none.</summary>
    /// <param name="store">The store.</param>
    /// <param name="version">The version.</param>
    /// <param name="announced">The SHA-256 under which it was announced; null when it was not.</param>
    /// <param name="compile">
    /// Whether its trees are compiled, to be fast; else ML.NET scores them, whose answers are the reference, also to what a
    /// stream never has: a missing value.
    /// </param>
    /// <param name="threads">Ensembles that are loaded at once: 1 leaves the other processors to a stream.</param>
    /// <exception cref="ModelException">A check failed; the message says which, and of which ensemble.</exception>
    public static ModelSnapshot Load(
        ModelStore store, string version, string? announced = null, bool compile = false, int threads = 1)
    {
        var manifest = store.ReadManifest(version);
        Require(
            manifest.Format is ModelManifest.CurrentFormat or FormerManifest.Format,
            version,
            $"format {manifest.Format} is not supported");
        Require(manifest.Version == version, version, $"the manifest names another version, '{manifest.Version}'");
        CheckAnnounced(manifest, announced);
        Check(manifest);
        var ensembles = new Ensemble[manifest.Ensembles.Count];
        try
        {
            // A context for all that a thread loads: each looks through ML.NET's assemblies anew for what a file names.
            Parallel.For(
                0,
                ensembles.Length,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                () => new MLContext(seed: 0),
                (i, _, context) =>
                {
                    ensembles[i] = Load(context, store, manifest, manifest.Ensembles[i], compile);
                    return context;
                },
                _ => { });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        return new ModelSnapshot(manifest, ensembles);
    }

    /// <summary>Makes sure that a model is the one that was announced.</summary>
    /// <param name="manifest">The model.</param>
    /// <param name="announced">The SHA-256 under which it was announced; null when it was not.</param>
    /// <exception cref="ModelException">It is another one.</exception>
    public static void CheckAnnounced(ModelManifest manifest, string? announced) => Require(
        announced is null || announced == manifest.Sha256,
        manifest.Version,
        $"the store's has SHA-256 {manifest.Sha256}, announced was {announced}");

    private static void Check(ModelManifest manifest)
    {
        var version = manifest.Version;
        Require(
            manifest.Classes.Order(StringComparer.Ordinal).SequenceEqual(ObjectClass.All.Order(StringComparer.Ordinal)),
            version,
            $"classes are [{Listed(manifest.Classes)}], expected are STAR, GALAXY and QSO, each once");
        Require(manifest.Ensembles.Count > 0, version, "the manifest has no ensemble");
        var sets = manifest.Ensembles.Select(one => Named(version, () => InputSet.Of(one.Inputs)).Name).ToList();
        Require(sets.Distinct().Count() == sets.Count, version, "two ensembles have the same inputs");
        Require(
            manifest.Format == FormerManifest.Format
                || manifest.Sha256 == ModelManifest.Fingerprint(manifest.Ensembles),
            version,
            $"sha256 is {manifest.Sha256}, its ensembles' is {ModelManifest.Fingerprint(manifest.Ensembles)}");
    }

    private static Ensemble Load(
        MLContext context, ModelStore store, ModelManifest manifest, EnsembleManifest one, bool compile)
    {
        var version = manifest.Version;
        var file = store.ReadEnsemble(version, one.File);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        Require(sha256 == one.Sha256, version, $"{one.File} has SHA-256 {sha256}, the manifest says {one.Sha256}");
        Require(
            one.Temperature > 0 && double.IsFinite(one.Temperature),
            version,
            FormattableString.Invariant($"{one.File}: temperature {one.Temperature} is not a positive number"));
        Require(one.Canary.Count > 0, version, $"{one.File} has no canary rows");
        var schema = Named(version, () => FeatureSchema.Of(one.Features));
        var beyond = schema.Inputs.Names.Except(one.Inputs).ToList();
        Require(
            beyond.Count == 0,
            version,
            $"{one.File}: '{beyond.FirstOrDefault()}' is not in the catalogue of features, nor among the inputs "
                + Listed(one.Inputs));
        Require(
            one.FeatureHash == schema.Hash, version, $"{one.File}: featureHash does not belong to the listed features");
        var transformer = LoadTransformer(context, file, manifest, one.File);
        var reference = new MlNetScorer(schema, transformer, one.Temperature);
        using var canary = schema.Blocks([.. one.Canary.Select(row => row.Observation)]);
        var answers = CheckCanary(reference, canary, manifest, one);
        var (compiled, fault) = compile
            ? EnsembleCompiler.TryCompile(
                transformer,
                reference,
                one.Temperature,
                (canary, answers),
                Math.Max(FewestTrialRows, TrialRows / manifest.Ensembles.Count))
            : (null, "not asked for");
        return Named(version, () => new Ensemble(manifest, one, schema, (IEnsembleScorer?)compiled ?? reference)
        {
            NotCompiled = fault,
        });
    }

    private static ITransformer LoadTransformer(
        MLContext context, byte[] file, ModelManifest manifest, string name)
    {
        try
        {
            var transformer = context.Model.Load(new MemoryStream(file), out var input);
            CheckClassOrder(transformer.GetOutputSchema(input), manifest);
            return transformer;
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or ModelException))
        {
            throw new ModelException($"model '{manifest.Version}': {name} cannot be loaded: {fault.Message}", fault);
        }
    }

    // The canary rows stand in the manifest's order, so they cannot tell that the order itself is wrong. A model that
    // was trained elsewhere may carry no names; then the manifest alone knows.
    private static void CheckClassOrder(DataViewSchema output, ModelManifest manifest)
    {
        var score = output[MlNetScorer.ScoreColumn];
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

    // Returns what ML.NET says of them.
    private static float[] CheckCanary(
        MlNetScorer reference, FeatureBlocks features, ModelManifest manifest, EnsembleManifest one)
    {
        var (version, file, classes) = (manifest.Version, one.File, manifest.Classes.Count);
        var inputs = Named(version, () => InputSet.Of(one.Inputs));
        for (var i = 0; i < one.Canary.Count; i++)
        {
            Require(inputs.IsIn(one.Canary[i].Observation), version, $"{file}: canary row {i} lacks an input");
            Require(
                one.Canary[i].Probabilities.Count == classes,
                version,
                $"{file}: canary row {i} has {one.Canary[i].Probabilities.Count} probabilities");
        }

        var scores = new float[features.Rows * classes];
        try
        {
            reference.Score(features, scores);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new ModelException(
                $"model '{version}': {file}: the canary rows cannot be scored: {fault.Message}", fault);
        }

        foreach (var (i, row) in scores.Chunk(classes).Index())
        {
            // NaN is not within any tolerance.
            var agrees = one.Canary[i].Probabilities.Zip(row)
                .All(pair => Math.Abs(pair.First - pair.Second) <= CanaryTolerance);
            Require(
                agrees,
                version,
                FormattableString.Invariant($"{file}: canary row {i} is off by more than {CanaryTolerance:G1}"));
        }

        return scores;
    }

    // Names the model in a fault of one of its parts.
    private static T Named<T>(string version, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ModelException fault) when (!fault.Message.StartsWith("model '", StringComparison.Ordinal))
        {
            throw new ModelException($"model '{version}': {fault.Message}", fault);
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
