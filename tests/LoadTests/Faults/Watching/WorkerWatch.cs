using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Streaming.LoadTests.Faults.Watching;

/// <summary>Looks at a worker's health and metrics again and again, as an operator's machines do, and keeps
/// what changes.</summary>
internal sealed partial class WorkerWatch : IAsyncDisposable
{
    private const int LooksAScrape = 4;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Sighting> _reasons = [];
    private readonly ConcurrentQueue<Sighting> _metrics = [];
    private readonly MeasuredWorker _worker;
    private readonly Task _watching;

    public WorkerWatch(MeasuredWorker worker)
    {
        _worker = worker;
        _watching = WatchAsync(_end.Token);
    }

    /// <summary>The reasons of its readiness, each when it was first given and again after it had passed.</summary>
    public IReadOnlyCollection<Sighting> Reasons => _reasons;

    /// <summary>The same of its metric <c>streaming_ready</c>.</summary>
    public IReadOnlyCollection<Sighting> Metrics => _metrics;

    /// <summary>What its log says at warning or above.</summary>
    public IEnumerable<Sighting> Warnings => LogLines.Warnings(_worker.Lines);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await ((Task)_watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient
        {
            BaseAddress = await _worker.ListeningAsync(cancellationToken),
            Timeout = Patience,
        };
        using var timer = new PeriodicTimer(LookEvery);
        IReadOnlyList<Sighting> reasons = [];
        IReadOnlyList<Sighting> metrics = [];
        for (var looks = 0; !_worker.HasExited; looks++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            try
            {
                reasons = Note(_reasons, reasons, await HealthAsync(http, cancellationToken));
                if (looks % LooksAScrape == 0)
                {
                    metrics = Note(_metrics, metrics, await MetricsAsync(http, cancellationToken));
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                // A worker that does not answer is told by that to whoever asks.
                reasons = Note(_reasons, reasons, [Now("no_answer", "no answer within 2 s")]);
            }
        }
    }

    private static IReadOnlyList<Sighting> Note(
        ConcurrentQueue<Sighting> all, IReadOnlyList<Sighting> before, IReadOnlyList<Sighting> now)
    {
        foreach (var one in now.ExceptBy(before.Select(known => known.Code), one => one.Code))
        {
            all.Enqueue(one);
        }

        return now;
    }

    private static async Task<IReadOnlyList<Sighting>> HealthAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("/health/ready", cancellationToken);
        using var read = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return
        [
            .. read.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => Now(
                reason.GetProperty("code").GetString()!, reason.GetProperty("text").GetString()!)),
            // What does not take readiness away is told by a check's own state.
            .. read.RootElement.GetProperty("checks").EnumerateObject()
                .Where(check => check.Value.GetProperty("status").GetString() == "Degraded")
                .Select(check => Now("degraded", check.Value.GetProperty("description").GetString()!)),
        ];
    }

    private static async Task<IReadOnlyList<Sighting>> MetricsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var page = await http.GetStringAsync("/metrics", cancellationToken);
        return
        [
            .. NotReady().Matches(page).Select(match => Now(match.Groups[1].Value, match.Value)),
            .. Refusals().Matches(page).Select(match => Now("refusal", match.Value)),
        ];
    }

    private static Sighting Now(string code, string text) => new(Stopwatch.GetTimestamp(), code, text);

    [GeneratedRegex("""streaming_model_refusals_total\{[^}]*\} [1-9]""")]
    private static partial Regex Refusals();

    [GeneratedRegex("""streaming_ready\{[^}]*streaming_reason="([^"]+)"[^}]*\} 0""")]
    private static partial Regex NotReady();
}
