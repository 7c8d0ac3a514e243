using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;

namespace Streaming.Worker.Models;

/// <summary>
/// Polls the store and puts a new champion in use. A model that fails a check never replaces a good one, and every
/// poll tries afresh, so that a later good model still loads.
/// </summary>
internal sealed class ModelActivation(
    ModelStore store,
    ActiveModel activeModel,
    IOptions<ModelStoreOptions> options,
    TimeProvider time,
    ILogger<ModelActivation> logger) : BackgroundService
{
    // Created here, not in ExecuteAsync, which runs on another thread: no tick can be missed.
    private readonly PeriodicTimer _timer = new(options.Value.PollingInterval, time);

    private readonly TaskCompletionSource _firstPoll = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the store has been looked at for the first time.</summary>
    public Task FirstPoll => _firstPoll.Task;

    /// <summary>Why the champion is not in use; null when it is.</summary>
    public string? Refusal { get; private set; }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    /// <summary>Looks once.</summary>
    internal void Poll()
    {
        try
        {
            var champion = store.ReadChampion()
                ?? throw new ModelException($"the store {store.Path} has no {ModelStore.ChampionFile}");
            if (champion.Version != activeModel.Current?.Manifest.Version)
            {
                var next = ModelLoader.Load(store, champion.Version);
                var previous = activeModel.Replace(next);
                logger.ModelActivated(next.Manifest.Version, previous?.Manifest.Version ?? "none");
            }

            Refusal = null;
        }
        catch (ModelException fault)
        {
            if (Refusal != fault.Message)
            {
                Refusal = fault.Message;
                Report(fault.Message);
            }
        }
    }

    private void Report(string reason)
    {
        if (activeModel.Current is { } kept)
        {
            logger.ModelRefused(kept.Manifest.Version, reason);
        }
        else
        {
            logger.NoModel(reason);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            Poll();
            _firstPoll.TrySetResult();
        }
        while (await _timer.WaitForNextTickAsync(stoppingToken));
    }
}
