using Microsoft.Extensions.Logging;
using Quartz;

namespace Streaming.Trainer.Scheduling;

/// <summary>What the schedule starts; never twice at once.</summary>
/// <param name="retrain">The work.</param>
/// <param name="logger">The log.</param>
[DisallowConcurrentExecution]
internal sealed class RetrainingJob(Retrain retrain, ILogger<RetrainingJob> logger) : IJob
{
    public static readonly JobKey Key = new("retraining");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await retrain(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.RetrainingStopped();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever it is, the next run may do better: a file comes back, a disk gets room.
            logger.RetrainingFailed(fault);
        }

        if (context.NextFireTimeUtc is { } next)
        {
            logger.NextRun(next);
        }
    }
}
