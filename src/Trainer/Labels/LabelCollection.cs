using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Streaming.Contracts;

namespace Streaming.Trainer.Labels;

/// <summary>Takes labels from the queue as long as the process runs, whatever becomes of the broker.</summary>
internal sealed class LabelCollection(
    Uri broker, LabelIntake intake, TimeProvider time, ILogger<LabelCollection> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Takes the labels that wait, and no others.</summary>
    /// <param name="limit">Longest that it may last.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task DrainAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        try
        {
            await using var queue = await LabelQueue.OpenAsync(broker, intake, logger, either.Token);
            await queue.DrainAsync(either.Token);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // They stay in the queue for the next run; this one goes on with what is in the store.
            var reason = bound.IsCancellationRequested ? $"not done within {limit.TotalSeconds:0} s"
                : BrokerFault.Reason(fault);
            logger.DrainEndedEarly(broker.Host, reason);
        }

        var (taken, changed, refused) = intake.Counts;
        logger.Drained(LabelsTopology.Queue, taken, changed, refused);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var queue = await LabelQueue.OpenAsync(broker, intake, logger, stoppingToken);
                logger.CollectingStarted(LabelsTopology.Queue);
                await queue.ConsumeAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.CollectingLost(broker.Host, Pause, BrokerFault.Reason(fault));
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // Stopped: what was not acknowledged comes again to whoever consumes next.
            }
        }

        var (taken, changed, refused) = intake.Counts;
        logger.CollectingStopped(taken, changed, refused);
    }
}
