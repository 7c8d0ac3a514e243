using System.Security.Cryptography;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Models;

/// <summary>The checks of a package that need none of its models loaded: what its manifest says of its files.</summary>
internal static class PackageFiles
{
    /// <summary>Reads a manifest that may be used, and finds it whole in itself.</summary>
    /// <exception cref="ModelException">A check failed; the message says which.</exception>
    public static ModelManifest ReadManifest(ModelStore store, string version, string? announced = null)
    {
        var manifest = SignedManifest.Read(store, version);
        Require(
            manifest.Format is ModelManifest.CurrentFormat or FormerManifest.Format,
            version,
            $"format {manifest.Format} is not supported");
        Require(manifest.Version == version, version, $"the manifest names another version, '{manifest.Version}'");
        CheckAnnounced(manifest, announced);
        Check(manifest);
        return manifest;
    }

    /// <summary>Reads an ensemble's file, which must be the one that the manifest means.</summary>
    /// <exception cref="ModelException">It is another one, or cannot be read.</exception>
    public static byte[] ReadEnsemble(ModelStore store, string version, EnsembleManifest one)
    {
        var file = store.ReadEnsemble(version, one.File);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        Require(sha256 == one.Sha256, version, $"{one.File} has SHA-256 {sha256}, the manifest says {one.Sha256}");
        return file;
    }

    /// <summary>Makes sure that a package is whole, and loads none of its models.</summary>
    /// <exception cref="ModelException">A check failed; the message says which.</exception>
    public static ModelManifest CheckAll(ModelStore store, string version) => ModelException.Guarding(version, () =>
    {
        var manifest = ReadManifest(store, version);
        foreach (var one in manifest.Ensembles)
        {
            ReadEnsemble(store, version, one);
        }

        return manifest;
    });

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
            $"classes are [{string.Join(", ", manifest.Classes)}], expected are STAR, GALAXY and QSO, each once");
        Require(manifest.Ensembles.Count > 0, version, "the manifest has no ensemble");
        var sets = manifest.Ensembles
            .Select(one => ModelException.Naming(version, () => InputSet.Of(one.Inputs)).Name)
            .ToList();
        Require(sets.Distinct().Count() == sets.Count, version, "two ensembles have the same inputs");
        Require(
            manifest.Format == FormerManifest.Format
                || manifest.Sha256 == ModelManifest.Fingerprint(manifest.Ensembles),
            version,
            $"sha256 is {manifest.Sha256}, its ensembles' is {ModelManifest.Fingerprint(manifest.Ensembles)}");
    }

    private static void Require(bool condition, string version, string otherwise)
    {
        if (!condition)
        {
            throw new ModelException($"model '{version}': {otherwise}");
        }
    }
}
