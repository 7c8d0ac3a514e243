using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Declares the queue at once, starts to consume when there is a model, and ends first when the worker stops.
/// </summary>
internal sealed class ObservationConsumption(
    IObservationSource source,
    ActiveModel activeModel,
    ModelStore store,
    TimeProvider time,
    ILogger<ObservationConsumption> logger) : BackgroundService
{
    private static readonly TimeSpan DeclarationPause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the queue is being consumed.</summary>
    public Task Started => _started.Task;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await source.StopAsync(cancellationToken);
        logger.ConsumingStopped();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await DeclareAsync(stoppingToken);
            if (!activeModel.Loaded.IsCompleted)
            {
                logger.WaitingForModel(store.Path);
                await activeModel.Loaded.WaitAsync(stoppingToken);
            }

            await source.StartAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before there was anything to consume.
            return;
        }

        logger.ConsumingStarted(ObservationsTopology.Queue);
        _started.TrySetResult();
    }

    private async Task DeclareAsync(CancellationToken stoppingToken)
    {
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
                logger.DeclarationRetried(DeclarationPause, fault.Message);
                await Task.Delay(DeclarationPause, time, stoppingToken);
            }
        }
    }
}
