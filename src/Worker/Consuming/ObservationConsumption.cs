using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Diagnosing;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Declares the queue at once, starts to consume when there is a model, and ends first when the worker stops.
/// </summary>
internal sealed class ObservationConsumption(
    IObservationSource source,
    ActiveModel activeModel,
    ModelStore store,
    TimeProvider time,
    ILogger<ObservationConsumption> logger,
    BrokerExamination? examination = null) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isConsuming;

    /// <summary>Completes when the queue is consumed for the first time.</summary>
    public Task Started => _started.Task;

    /// <summary>Why the queue must not be consumed as it is; null when it may be.</summary>
    public string? Refusal => examination?.Refusal;

    /// <summary>Whether the queue is being consumed.</summary>
    public bool IsConsuming => _isConsuming;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await DeclareAsync(stoppingToken);
            // The broker is looked at while the model loads.
            var allowed = examination?.AllowedAsync(stoppingToken) ?? Task.CompletedTask;
            if (!activeModel.Loaded.IsCompleted)
            {
                logger.WaitingForModel(store.Path);
                await activeModel.Loaded.WaitAsync(stoppingToken);
            }

            await allowed;

            while (true)
            {
                await ConsumeOnceAsync(stoppingToken);
                _isConsuming = false;
                logger.ConsumingLost(Pause);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _isConsuming = false;
            logger.ConsumingStopped();
        }
    }

    private async Task ConsumeOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await source.ConsumeAsync(OnConsuming, stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // A connection that cannot even be taken down is lost as well: a fresh one is tried, the worker lives on.
            logger.ConsumingFailed(fault);
        }
    }

    private void OnConsuming()
    {
        _isConsuming = true;
        logger.ConsumingStarted(ObservationsTopology.Queue);
        _started.TrySetResult();
    }

    private async Task DeclareAsync(CancellationToken stoppingToken)
    {
        string? last = null;
        while (true)
        {
            try
            {
                await source.DeclareAsync(stoppingToken);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The broker may start after the worker; readiness tells meanwhile.
                var reason = BrokerFault.Reason(fault);
                if (reason != last)
                {
                    // Once, not every second.
                    logger.DeclarationRetried(Pause, reason);
                }

                last = reason;
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }
}
