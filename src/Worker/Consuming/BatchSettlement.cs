using Streaming.Worker.Classifying;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Takes a batch from body to confirmed event, and settles its messages: acknowledged when their events are confirmed, set
/// aside when the broker refuses one, in the error queue when they can never be scored, and handed back in any other fault.
/// </summary>
internal sealed class BatchSettlement(
    IOutcomePublisher publisher,
    SetAside aside,
    BatchProgress progress,
    WorkerSpans spans,
    TimeProvider time,
    ILogger<BatchSettlement> logger,
    ErrorQueue? errors = null)
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    // A dead connection can swallow an acknowledgement without a word (ADR 3). The next batch does not wait for that.
    private static readonly TimeSpan SettlingTimeout = TimeSpan.FromSeconds(10);

    // Scoring is a pure function: it fails again unless memory or the machine was short for a moment.
    private static readonly TimeSpan[] ScoringPauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    public async Task SettleAsync(
        BatchClassifier classifier, ObservationBatch batch, CancellationToken stoppingToken)
    {
        using var span = spans.StartBatch(batch.Messages, batch.ClosedBy);
        IReadOnlyList<Outcome> outcomes = [];
        try
        {
            outcomes = await ClassifyAsync(classifier, batch.Messages, stoppingToken);
            progress.Scored(batch);
            WorkerSpans.SetModel(span, outcomes);
            using var timeout = new CancellationTokenSource(PublishTimeout, time);
            // Waited for no longer than that, even by a publisher that does not look at its token.
            await publisher.PublishAsync(outcomes, timeout.Token).WaitAsync(timeout.Token);
            progress.Completed(batch, outcomes);
            logger.BatchPublished(outcomes.Count);
            await SettledAsync(batch, batch.SettleAsync());
        }
        catch (EventsRefusedException refusal)
        {
            WorkerSpans.Fail(span, refusal);
            await SetAsideAsync(batch, outcomes, refusal);
        }
        catch (Exception fault)
        {
            logger.BatchFailed(fault, batch.Messages.Count);
            progress.Failed(batch, fault);
            WorkerSpans.Fail(span, fault);
            if (fault is not ScoringException || !await MoveAsync(batch, fault.Message))
            {
                // Everything of the batch is handed back unacknowledged; the pause keeps redelivery from spinning.
                await PauseAsync(PauseAfterFault, stoppingToken);
                await SettledAsync(batch, batch.FailAsync(fault));
            }
        }
    }

    /// <summary>Moves messages that were refused for too long to the error queue.</summary>
    /// <returns>False when that failed, and they are set aside again.</returns>
    public async Task<bool> GiveUpAsync(ObservationBatch refused)
    {
        if (await MoveAsync(refused, because: null))
        {
            progress.GivenUp();
            return true;
        }

        foreach (var why in refused.TakeOut(_ => true).GroupBy(message => message.Refused!.Why))
        {
            await aside.AddAsync([.. why], why.Key);
        }

        return false;
    }

    private async Task SetAsideAsync(
        ObservationBatch batch, IReadOnlyList<Outcome> outcomes, EventsRefusedException refusal)
    {
        var places = outcomes.Where(refusal.Of).Select(outcome => outcome.Message).ToHashSet();
        var refused = batch.TakeOut(places.Contains);
        logger.EventsRefused(refused.Count, batch.Messages.Count, refusal.Message);
        // Before health may tell of it: who sees a worker that is well again finds nothing waiting.
        await aside.AddAsync(refused, refusal.Message);
        if (batch.Messages.Count == 0)
        {
            progress.Failed(batch, refusal);
        }
        else
        {
            progress.Completed(batch, [.. outcomes.Where(outcome => !places.Contains(outcome.Message))]);
            await SettledAsync(batch, batch.SettleAsync());
        }
    }

    private async Task<bool> MoveAsync(ObservationBatch batch, string? because)
    {
        if (errors is null)
        {
            return false;
        }

        try
        {
            using var timeout = new CancellationTokenSource(PublishTimeout, time);
            await errors.MoveAsync(
                batch.Messages.Select(message => (message, because ?? message.Refused!.Why)), timeout.Token);
        }
        catch (Exception fault)
        {
            logger.NotMoved(batch.Messages.Count, fault.Message);
            return false;
        }

        logger.Moved(batch.Messages.Count, because ?? batch.Messages[0].Refused!.Why);
        progress.Moved(batch.Messages.Count);
        await SettledAsync(batch, batch.SettleAsync());
        return true;
    }

    // What could not be settled comes again when its connection has ended.
    private async Task SettledAsync(ObservationBatch batch, Task settling)
    {
        progress.Left(batch.Messages.Count);
        try
        {
            await settling.WaitAsync(SettlingTimeout, time);
        }
        catch (Exception fault)
        {
            logger.NotSettled(batch.Messages.Count, fault.Message);
        }
    }

    private async Task<IReadOnlyList<Outcome>> ClassifyAsync(
        BatchClassifier classifier, IReadOnlyList<IncomingMessage> batch, CancellationToken stoppingToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return classifier.Classify(batch);
            }
            catch (Exception fault)
            {
                if (attempt == ScoringPauses.Length)
                {
                    throw new ScoringException(fault);
                }

                logger.ScoringRetried(fault, batch.Count, attempt + 1);
            }

            await PauseAsync(ScoringPauses[attempt], stoppingToken);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
