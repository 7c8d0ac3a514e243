using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Gathers observations into batches of what has been delivered, and has each settled. While one batch waits for its
/// confirms, the next is scored.
/// </summary>
internal sealed class ObservationBatcher(
    Func<BatchClassifier> classifiers,
    BatchSettlement settlement,
    BatchProgress progress,
    IOptions<BatchingOptions> options,
    TimeProvider time) : BackgroundService
{
    private readonly BatchingOptions _options = options.Value;
    private readonly Channel<ObservationBatch> _begun = Channel.CreateUnbounded<ObservationBatch>();
    private readonly Lock _lock = new();
    private ObservationBatch? _open;

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
                await settlement.SettleAsync(classifier, batch, stoppingToken);
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
}
