using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Streaming.Worker.Classifying;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Gathers observations into batches by count and time, and takes each batch from body to confirmed event. While one
/// batch waits for its confirms, the next is scored.
/// </summary>
internal sealed class ObservationBatcher(
    BatchClassifier classifier,
    IOutcomePublisher publisher,
    BatchProgress progress,
    WorkerSpans spans,
    IOptions<BatchingOptions> options,
    TimeProvider time,
    ILogger<ObservationBatcher> logger) : BackgroundService
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    // Scoring is a pure function: it fails again unless memory or the machine was short for a moment.
    private static readonly TimeSpan[] ScoringPauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly BatchingOptions _options = options.Value;
    private readonly SemaphoreSlim _collecting = new(1);
    private readonly Channel<PendingObservation> _incoming =
        Channel.CreateBounded<PendingObservation>(options.Value.PrefetchCount);

    /// <summary>
    /// Takes an observation and returns when its event has been confirmed: then it may be acknowledged.
    /// </summary>
    /// <exception cref="ScoringException">It can never be classified; move it to the error queue.</exception>
    /// <exception cref="Exception">
    /// Its event was not confirmed; do not acknowledge it, so that it comes again.
    /// </exception>
    public async Task ProcessAsync(IncomingObservation observation, CancellationToken cancellationToken)
    {
        var pending = progress.Delivered(observation);
        try
        {
            await _incoming.Writer.WriteAsync(pending, cancellationToken);
            await pending.Settled;
        }
        finally
        {
            progress.Left();
        }
    }

    public override void Dispose()
    {
        _collecting.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.ConcurrencyLimit).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var batch = await CollectAsync(stoppingToken);
            if (batch.Count > 0)
            {
                await SettleAsync(batch, stoppingToken);
            }
        }
    }

    private async Task<List<PendingObservation>> CollectAsync(CancellationToken stoppingToken)
    {
        var batch = new List<PendingObservation>(_options.MessageLimit);
        try
        {
            // One collector at a time: two would share thin traffic between two half-empty batches.
            await _collecting.WaitAsync(stoppingToken);
            try
            {
                batch.Add(await NextAsync(stoppingToken));
                using var limit = new CancellationTokenSource(_options.TimeLimit, time);
                while (batch.Count < _options.MessageLimit)
                {
                    batch.Add(await NextAsync(limit.Token));
                }
            }
            finally
            {
                _collecting.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The time limit closes the batch as it is; a stop finds nothing to wait for, since the source has ended.
        }

        return batch;
    }

    // Not ReadAsync: in .NET 10 a bounded channel can hand an item to a reader that is just being cancelled, and it is
    // lost (dotnet/runtime #132094).
    private async ValueTask<PendingObservation> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_incoming.Reader.TryRead(out var next))
            {
                return next;
            }

            await _incoming.Reader.WaitToReadAsync(cancellationToken);
        }
    }

    private async Task SettleAsync(List<PendingObservation> batch, CancellationToken stoppingToken)
    {
        var closedBy = batch.Count == _options.MessageLimit ? BatchInWork.BySize : BatchInWork.ByTime;
        var work = progress.Begin(batch, closedBy);
        var observations = batch.ConvertAll(pending => pending.Observation);
        using var span = spans.StartBatch(observations, closedBy);
        try
        {
            var outcomes = await ClassifyAsync(observations, stoppingToken);
            progress.Scored(work);
            WorkerSpans.SetModel(span, outcomes);
            using var timeout = new CancellationTokenSource(PublishTimeout, time);
            // Waited for no longer than that, even by a publisher that does not look at its token.
            await publisher.PublishAsync(outcomes, timeout.Token).WaitAsync(timeout.Token);
            progress.Completed(work, outcomes);
            logger.BatchPublished(batch.Count);
            batch.ForEach(pending => pending.Settle());
        }
        catch (Exception fault)
        {
            // Everything of the batch is handed back unacknowledged; the pause keeps redelivery from spinning.
            logger.BatchFailed(fault, batch.Count);
            progress.Failed(work, fault);
            WorkerSpans.Fail(span, fault);
            await PauseAsync(PauseAfterFault, stoppingToken);
            batch.ForEach(pending => pending.Fail(fault));
        }
    }

    private async Task<IReadOnlyList<Outcome>> ClassifyAsync(
        List<IncomingObservation> batch, CancellationToken stoppingToken)
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
