using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;

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
        ModelStore store, string version, string? announced = null, bool compile = false, int threads = 1) =>
        ModelException.Guarding(version, () => LoadAll(store, version, announced, compile, threads));

    private static ModelSnapshot LoadAll(
        ModelStore store, string version, string? announced, bool compile, int threads)
    {
        var manifest = PackageFiles.ReadManifest(store, version, announced);
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

    private static Ensemble Load(
        MLContext context, ModelStore store, ModelManifest manifest, EnsembleManifest one, bool compile)
    {
        var version = manifest.Version;
        var file = PackageFiles.ReadEnsemble(store, version, one);
        Require(
            one.Temperature > 0 && double.IsFinite(one.Temperature),
            version,
            FormattableString.Invariant($"{one.File}: temperature {one.Temperature} is not a positive number"));
        Require(one.Canary.Count > 0, version, $"{one.File} has no canary rows");
        var schema = ModelException.Naming(version, () => FeatureSchema.Of(one.Features));
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
        return ModelException.Naming(version, () => new Ensemble(manifest, one, schema, (IEnsembleScorer?)compiled ?? reference)
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
        var inputs = ModelException.Naming(version, () => InputSet.Of(one.Inputs));
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

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private static void Require(bool condition, string version, string otherwise)
    {
        if (!condition)
        {
            throw new ModelException($"model '{version}': {otherwise}");
        }
    }
}
