using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// Publishes observations, many at a time, and counts one as done when the broker has confirmed it. After a break of
/// the connection whatever was not confirmed is published again: the queue may hold an observation twice, never not at
/// all.
/// </summary>
internal sealed class Publisher(Link link, Pace pace, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Publishes under way at once. Waiting for each confirm gives some 700 messages a second, a thousand under way
    /// more than twenty times as many.
    /// </summary>
    public const int Window = 1_000;

    /// <summary>How long confirms are waited for after Ctrl-C.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Publishes of one observation: one that breaks every connection must not do so for ever.</summary>
    public const int Attempts = 10;

    private readonly SemaphoreSlim _window = new(Window);
    private int _drained;

    /// <summary>How far it is.</summary>
    public PublishCounts Counts { get; } = new();

    /// <summary>Publishes until all are done or it is cancelled, and then waits for what is under way.</summary>
    public async Task PublishAsync(IEnumerable<ObservationReceived> observations, CancellationToken cancellation)
    {
        using var abandon = new CancellationTokenSource();
        try
        {
            foreach (var observation in observations)
            {
                await pace.WaitForTurnAsync(Counts.Sent, cancellation);
                await _window.WaitAsync(cancellation);
                Counts.CountSent(observation);
                _ = SendAsync(observation, abandon.Token);
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

    private async Task SendAsync(ObservationReceived observation, CancellationToken abandoned)
    {
        using var span = PublishSpans.Start(observation);
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(observation, TelescopeJson.Default.ObservationReceived);
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (attempt > 1) Counts.CountRepeat();
                var channel = link.Current;
                var outcome = await channel.PublishAsync(body, PublishSpans.Headers(span, time.GetUtcNow()));
                PublishSpans.Answered(span, channel, outcome);
                Counts.Count(outcome);
                if (outcome != PublishOutcome.Lost || !await link.ReplaceAsync(channel, abandoned)) return;
            }
        }
        finally
        {
            _window.Release();
        }
    }

    private async Task DrainInGraceAsync()
    {
        using var grace = new CancellationTokenSource(Grace, time);
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
        for (; _drained < Window; _drained++) await _window.WaitAsync(cancellation);
    }
}
