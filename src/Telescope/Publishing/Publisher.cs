using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// Publishes observations, many at a time, and counts one as done when the broker has confirmed it. After a break of
/// the connection whatever was not confirmed is published again: the queue may hold an observation twice, never not at
/// all.
/// </summary>
internal sealed class Publisher : IDisposable
{
    /// <summary>
    /// Most publishes under way at once. Waiting for each confirm gives some 700 messages a second, a thousand under
    /// way more than twenty times as many.
    /// </summary>
    public const int Window = 1_000;

    /// <summary>
    /// Most observations under way at once, where many are in a message: a few megabytes of bodies, and still four of
    /// the largest messages.
    /// </summary>
    public const int BulkWindow = 4 * ObservationBatchReceived.MostObservations;

    /// <summary>How long confirms are waited for after Ctrl-C.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Publishes of one message: one that breaks every connection must not do so for ever.</summary>
    public const int Attempts = 10;

    private readonly Link _link;
    private readonly MessageForm _form;
    private readonly Pace _pace;
    private readonly TimeProvider _time;
    private readonly int _windowSize;
    private readonly SemaphoreSlim _window;
    private int _drained;

    public Publisher(Link link, MessageForm form, Pace pace, TimeProvider time)
    {
        (_link, _form, _pace, _time) = (link, form, pace, time);
        _windowSize = Math.Min(Window, BulkWindow / form.Size);
        _window = new SemaphoreSlim(_windowSize);
    }

    /// <summary>How far it is.</summary>
    public PublishCounts Counts { get; } = new();

    /// <summary>Publishes until all are done or it is cancelled, and then waits for what is under way.</summary>
    public async Task PublishAsync(IEnumerable<ObservationReceived> observations, CancellationToken cancellation)
    {
        using var abandon = new CancellationTokenSource();
        try
        {
            foreach (var message in _form.Write(observations))
            {
                // A message is due with the last of its observations, so that the rate is never exceeded.
                await _pace.WaitForTurnAsync(Counts.Sent + message.Observations.Count - 1, cancellation);
                await _window.WaitAsync(cancellation);
                Counts.CountSent(message);
                _ = SendAsync(message, abandon.Token);
            }

            await DrainAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await DrainInGraceAsync();
            await abandon.CancelAsync();
        }
    }

    public void Dispose() => _window.Dispose();

    private async Task SendAsync(ObservationMessage message, CancellationToken abandoned)
    {
        using var span = PublishSpans.Start(message, _form.Route);
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (attempt > 1) Counts.CountRepeat(message);
                var channel = _link.Current;
                var outcome = await channel.PublishAsync(message, PublishSpans.Headers(span, _time.GetUtcNow()));
                PublishSpans.Answered(span, channel, outcome);
                Counts.Count(message, outcome);
                if (outcome != PublishOutcome.Lost || !await _link.ReplaceAsync(channel, abandoned)) return;
            }
        }
        finally
        {
            _window.Release();
        }
    }

    private async Task DrainInGraceAsync()
    {
        using var grace = new CancellationTokenSource(Grace, _time);
        try
        {
            await DrainAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            // What is still under way is reported as not confirmed.
        }
    }

    // Whoever holds the whole window knows that nothing is under way.
    private async Task DrainAsync(CancellationToken cancellation)
    {
        for (; _drained < _windowSize; _drained++) await _window.WaitAsync(cancellation);
    }
}
