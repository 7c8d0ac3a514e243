using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Streaming.Trainer.Downloading;

/// <summary>
/// Asks the service one question at a time, at most one a second (it refuses more than 60 a minute), and asks again
/// when a fault may pass.
/// </summary>
internal sealed class SkyServerClient : IDisposable
{
    /// <summary>Longest wait for one answer. The service itself gives up a query after ten minutes at most.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(11);

    private const int Retries = 7;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly string _address;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _resilience;
    private long? _lastAsked;

    /// <param name="address">The service.</param>
    /// <param name="onFault">Told of every fault and the pause that follows it.</param>
    /// <param name="time">The clock.</param>
    public SkyServerClient(string address, Action<string, TimeSpan> onFault, TimeProvider time)
    {
        _address = address;
        _time = time;
        var version = typeof(SkyServerClient).Assembly.GetName().Version!.ToString(3);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"Streaming.Trainer/{version}");
        _resilience = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<PassingFaultException>().Handle<TimeoutRejectedException>(),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                DelayGenerator = static attempt =>
                    ValueTask.FromResult((attempt.Outcome.Exception as PassingFaultException)?.RetryAfter),
                OnRetry = attempt =>
                {
                    onFault(attempt.Outcome.Exception!.Message, attempt.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(AnswerLimit)
            .Build();
    }

    /// <summary>Asks and reads the answer.</summary>
    /// <param name="query">The question, SQL.</param>
    /// <param name="read">Makes something of the answer, or throws a <see cref="PassingFaultException"/>.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="FailureException">The service refuses, or was asked often enough.</exception>
    public async Task<T> AskAsync<T>(string query, Func<string, T> read, CancellationToken cancellation)
    {
        try
        {
            return await _resilience.ExecuteAsync(
                async token => read(await AnswerAsync(query, token)), cancellation);
        }
        catch (Exception fault) when (fault is PassingFaultException or TimeoutRejectedException)
        {
            throw new FailureException($"{_address}: asked {Retries + 1} times: {fault.Message}", fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> AnswerAsync(string query, CancellationToken cancellation)
    {
        if (_lastAsked is { } last && Interval - _time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _time, cancellation);
        }

        _lastAsked = _time.GetTimestamp();
        try
        {
            var separator = _address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var address = new Uri($"{_address}{separator}cmd={Escaped(query)}&format=csv");
            using var response = await _http.GetAsync(address, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? body : throw Refused(response, body);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new PassingFaultException(fault.Message, fault);
        }
    }

    // The service takes at most 2,048 characters after the question mark (ASP.NET's default; astropy/astroquery#2211).
    // As %20 the spaces alone would take every third of them.
    private static string Escaped(string query) =>
        Uri.EscapeDataString(query).Replace("%20", "+", StringComparison.Ordinal);

    private Exception Refused(HttpResponseMessage response, string body)
    {
        var said = $"{(int)response.StatusCode} {response.ReasonPhrase}: {SkyServerAnswer.Shown(body)}";
        var mayPass = (int)response.StatusCode >= 500
            || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        return mayPass
            ? new PassingFaultException(said, RetryAfter(response))
            : new FailureException($"{_address}: {said}");
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
