using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Models;

/// <summary>
/// One look at the store: puts its champion in use when it passes every check, keeps the model in use when it does not.
/// Every look tries afresh, so that a later good model still loads. Not for several threads at once.
/// </summary>
internal sealed class ModelSwap(
    ModelStore store,
    ActiveModel activeModel,
    ModelReports reports,
    WorkerMetrics metrics,
    WarmUp warmUp,
    IOptions<BatchingOptions> batching,
    ILogger<ModelSwap> logger)
{
    private ModelReference? _announced;
    private volatile string? _refusal;

    /// <summary>Why the champion is not in use; null when it is.</summary>
    public string? Refusal => _refusal;

    /// <summary>Whether this version classifies now.</summary>
    public bool Uses(string version) => activeModel.Current?.Manifest.Version == version;

    /// <summary>
    /// Notes the fingerprint under which a version was announced: should it be the champion, it must have that one.
    /// </summary>
    public void Expect(ModelReference announced) => _announced = announced;

    /// <summary>Looks once. Takes as long as a model takes to load.</summary>
    public void Look()
    {
        string? version = null;
        try
        {
            version = (store.ReadChampion() ?? throw new ModelException(
                $"the store {store.Path} has no {ModelStore.ChampionFile}")).Version;
            Use(version, _announced?.Version == version ? _announced.Sha256 : null);
            _refusal = null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever a file of the store can cause is a reason to keep the model, never one to end the worker.
            Refuse(version, fault is ModelException ? fault.Message : $"model '{version}': {fault.Message}");
        }
    }

    private void Use(string version, string? announced)
    {
        if (activeModel.Current is { } current && current.Manifest.Version == version)
        {
            PackageFiles.CheckAnnounced(current.Manifest, announced);
            return;
        }

        // Nothing is classified before the first.
        var threads = activeModel.Current is null ? Environment.ProcessorCount : 1;
        var next = ModelLoader.Load(store, version, announced, compile: true, threads);
        warmUp.Run(next, batching.Value.MessageLimit);
        var previous = activeModel.Replace(next)?.Reference;
        metrics.ModelActivated();
        reports.Activated(next.Reference, previous);
        logger.ModelActivated(version, previous?.Version ?? "none");
        if (store.Trusted is not null && SignedManifest.Standing(store, version).KeyId is { } signer)
        {
            logger.ModelSigned(version, signer);
        }

        var slow = next.Ensembles.Where(one => one.NotCompiled is not null).ToList();
        if (slow.Count > 0)
        {
            logger.NotCompiled(
                version, slow.Count, next.Ensembles.Length, slow[0].Inputs.Name, slow[0].NotCompiled!);
        }
    }

    private void Refuse(string? version, string reason)
    {
        if (_refusal == reason)
        {
            return;
        }

        _refusal = reason;
        var kept = activeModel.Current?.Reference;
        if (version is not null)
        {
            reports.Refused(version, reason, kept);
        }

        // A store in which nothing has been promoted yet refuses nobody.
        if (version is not null || kept is not null)
        {
            metrics.ModelRefused();
        }

        if (kept is not null)
        {
            logger.ModelRefused(kept.Version, reason);
        }
        else
        {
            logger.NoModel(reason);
        }
    }
}
