using System.Text.Json;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Faults.Watching;

/// <summary>
/// Counts the deliveries of observations that the broker had tried before, by its own statistics. A restart begins them
/// anew, so they are read all the time and added up.
/// </summary>
internal sealed class Redeliveries : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private readonly Func<CancellationToken, Task<JsonElement>> _queue;
    private readonly Task _watching;
    private long _earlier;
    private long _last;

    public Redeliveries(VirtualHost host, string queue)
    {
        _queue = token => host.StatisticsAsync(queue, token);
        _watching = WatchAsync(_end.Token);
    }

    public long Count => Interlocked.Read(ref _earlier) + Interlocked.Read(ref _last);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            try
            {
                Note(await _queue(cancellationToken));
            }
            catch (Exception fault) when (
                fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Down, or without the queue, by a fault of ours.
            }
        }
    }

    private void Note(JsonElement queue)
    {
        var now = queue.TryGetProperty("message_stats", out var all) && all.TryGetProperty("redeliver", out var count)
            ? count.GetInt64()
            : 0;
        if (now < _last)
        {
            _earlier += _last;
        }

        Interlocked.Exchange(ref _last, now);
    }
}
