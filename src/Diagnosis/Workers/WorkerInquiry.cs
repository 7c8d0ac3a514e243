using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Streaming.Diagnosis.Workers;

/// <summary>Asks workers over HTTP.</summary>
internal sealed class WorkerInquiry(HttpClient http, TimeProvider time)
{
    /// <summary>Where a worker listens that was started without settings.</summary>
    public static Uri Usual { get; } = new("http://localhost:8080");

    /// <param name="url">The worker.</param>
    /// <param name="isNamed">Whether the user named it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<WorkerPicture> AskAsync(Uri url, bool isNamed, CancellationToken cancellation)
    {
        var picture = new WorkerPicture(url) { IsNamed = isNamed };
        try
        {
            var asked = time.GetUtcNow();
            using var ready = await http.GetAsync(new Uri(url, "/health/ready"), cancellation);
            var ahead = Clock.Ahead(ready.Headers.Date, asked, time.GetUtcNow());
            using var live = await http.GetAsync(new Uri(url, "/health/live"), cancellation);
            using var settings = await http.GetAsync(new Uri(url, "/settings"), cancellation);
            return picture with
            {
                ClockAhead = ahead,
                NotReady = await ReasonsAsync(ready, cancellation),
                NotAlive = await ReasonsAsync(live, cancellation),
                Settings = settings.IsSuccessStatusCode
                    ? await settings.Content.ReadFromJsonAsync(WorkerJson.Default.WorkerSettings, cancellation)
                    : null,
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or NotSupportedException
            || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return picture with
            {
                Fault = fault is TaskCanceledException
                    ? FormattableString.Invariant($"no answer within {http.Timeout.TotalSeconds:0.#} s")
                    : fault.Message,
            };
        }
    }

    private static async Task<IReadOnlyList<WorkerReason>?> ReasonsAsync(
        HttpResponseMessage answer, CancellationToken cancellation) =>
        answer.IsSuccessStatusCode
            ? []
            : (await answer.Content.ReadFromJsonAsync(WorkerJson.Default.WorkerHealth, cancellation))?.Reasons;
}

/// <summary>The answer of a worker's health.</summary>
internal sealed record WorkerHealth(IReadOnlyList<WorkerReason>? Reasons);

/// <summary>What a worker tells over HTTP, in camelCase.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(WorkerHealth))]
internal sealed partial class WorkerJson : JsonSerializerContext;
