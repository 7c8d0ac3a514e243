using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Streaming.Worker.Classifying;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Gathers observations into batches of what has been delivered, and takes each batch from body to confirmed event. While
/// one batch waits for its confirms, the next is scored.
/// </summary>
internal sealed class ObservationBatcher(
    Func<BatchClassifier> classifiers,
    IOutcomePublisher publisher,
    BatchProgress progress,
    WorkerSpans spans,
    IOptions<BatchingOptions> options,
    TimeProvider time,
    ILogger<ObservationBatcher> logger) : BackgroundService
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    // A dead connection can swallow an acknowledgement without a word (ADR 3). The next batch does not wait for that.
    private static readonly TimeSpan SettlingTimeout = TimeSpan.FromSeconds(10);

    // Scoring is a pure function: it fails again unless memory or the machine was short for a moment.
    private static readonly TimeSpan[] ScoringPauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly BatchingOptions _options = options.Value;
    private readonly Channel<ObservationBatch> _begun = Channel.CreateUnbounded<ObservationBatch>();
    private readonly Lock _lock = new();
    private ObservationBatch? _open;

    /// <summary>Whether batches can be scored; false from one that could not to the next that can.</summary>
    public bool IsScoring => progress.LastFault is not ScoringException;

    /// <summary>Takes a message that its batch will settle.</summary>
    public void Take(IncomingMessage incoming) => _ = ProcessAsync(incoming);

    /// <summary>Takes a message that the caller settles.</summary>
    /// <returns>
    /// Ends when all its events have been confirmed: then it may be acknowledged. In a <see cref="ScoringException"/>
    /// when it can never be classified; in another exception when they were not confirmed, so that it must come again.
    /// </returns>
    public Task ProcessAsync(IncomingMessage incoming)
    {
        var message = progress.Delivered(incoming);
        lock (_lock)
        {
            if (_open is not { } batch)
            {
                _open = batch = new ObservationBatch(_options.MessageLimit);
                _begun.Writer.TryWrite(batch);
            }

            batch.Add(message);

            if (batch.IsFull)
            {
                _open = null;
            }

            return batch.Settled;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.ConcurrencyLimit).Select(_ => RunAsync(stoppingToken)));

    // A stop finds nothing to wait for, since the source has ended.
    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var classifier = classifiers();
        while (!stoppingToken.IsCancellationRequested)
        {
            await ((Task)_begun.Reader.WaitToReadAsync(stoppingToken).AsTask())
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_begun.Reader.TryRead(out var batch))
            {
                progress.Begin(batch, await FillAsync(batch));
                await SettleAsync(classifier, batch, stoppingToken);
            }
        }
    }

    // An idle worker waits for nothing; one that is behind finds its batches filled. What is about to be delivered has
    // its turn on the thread pool between.
    private async Task<string> FillAsync(ObservationBatch batch)
    {
        var begun = time.GetTimestamp();
        for (var count = 0; ;)
        {
            lock (_lock)
            {
                var isLate = time.GetElapsedTime(begun) >= _options.TimeLimit;
                if (batch.IsFull || batch.Messages.Count == count || isLate)
                {
                    _open = batch == _open ? null : _open;
                    return batch.IsFull ? ObservationBatch.BySize
                        : isLate ? ObservationBatch.ByTime
                        : ObservationBatch.ByIdleness;
                }

                count = batch.Messages.Count;
            }

            await Task.Yield();
        }
    }

    private async Task SettleAsync(
        BatchClassifier classifier, ObservationBatch batch, CancellationToken stoppingToken)
    {
        using var span = spans.StartBatch(batch.Messages, batch.ClosedBy);
        try
        {
            var outcomes = await ClassifyAsync(classifier, batch.Messages, stoppingToken);
            progress.Scored(batch);
            WorkerSpans.SetModel(span, outcomes);
            using var timeout = new CancellationTokenSource(PublishTimeout, time);
            // Waited for no longer than that, even by a publisher that does not look at its token.
            await publisher.PublishAsync(outcomes, timeout.Token).WaitAsync(timeout.Token);
            progress.Completed(batch, outcomes);
            logger.BatchPublished(outcomes.Count);
            await SettledAsync(batch, batch.SettleAsync());
        }
        catch (Exception fault)
        {
            // Everything of the batch is handed back unacknowledged; the pause keeps redelivery from spinning.
            logger.BatchFailed(fault, batch.Messages.Count);
            progress.Failed(batch, fault);
            WorkerSpans.Fail(span, fault);
            await PauseAsync(PauseAfterFault, stoppingToken);
            await SettledAsync(batch, batch.FailAsync(fault));
        }
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
