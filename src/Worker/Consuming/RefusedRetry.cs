using Streaming.Worker.Classifying;

namespace Streaming.Worker.Consuming;

/// <summary>Tries again what is set aside; what has been refused for too long goes to the error queue.</summary>
internal sealed class RefusedRetry(
    Func<BatchClassifier> classifiers, BatchSettlement settlement, SetAside aside, BatchProgress progress)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var classifier = classifiers();
        while (!stoppingToken.IsCancellationRequested)
        {
            var (messages, isLate) = await aside.NextAsync(stoppingToken);
            var batch = ObservationBatch.Again(messages);
            if (!isLate)
            {
                progress.Begin(batch, ObservationBatch.ByRefusal);
                await settlement.SettleAsync(classifier, batch, stoppingToken);
                aside.Tried(messages.Count, batch.Settled.IsCompletedSuccessfully ? batch.Messages.Count : 0);
            }
            else if (!await settlement.GiveUpAsync(batch))
            {
                aside.Tried(messages.Count, confirmed: 0);
            }
        }
    }
}
