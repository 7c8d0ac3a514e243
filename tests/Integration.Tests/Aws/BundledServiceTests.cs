using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests.Aws;

/// <summary>The bundle of the HTTP service builds and serves, behind the proxy that it configures.</summary>
public sealed class BundledServiceTests(BundledService service) : IClassFixture<BundledService>
{
    private const string Observation =
        """
        {"alpha": 118.66, "delta": 39.642, "u": 22.857, "g": 22.188, "r": 21.355, "i": 21.265, "z": 20.939,
         "redshift": 1.174}
        """;

    [Fact]
    public async Task The_path_of_the_health_check_is_served_with_the_code_that_is_awaited()
    {
        var options = service.Options.ToDictionary(option => option.Name, option => option.Value);

        using var answer = await service.Http.GetAsync(options["HealthCheckPath"], Patience.Token());

        Assert.Equal(options["MatcherHTTPCode"], $"{(int)answer.StatusCode}");
    }

    [Fact]
    public async Task A_batch_of_10000_passes_the_proxy()
    {
        const int Count = 10_000;
        var batch = $"[{string.Join(',', Enumerable.Repeat(Observation, Count))}]";
        // More than what nginx lets through by itself.
        Assert.True(batch.Length > 1024 * 1024);
        using var body = new StringContent(batch, Encoding.UTF8, "application/json");

        using var answer = await service.Http.PostAsync("/predict/batch", body, Patience.Token());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var items = (await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token())).GetProperty("items");
        Assert.Equal(Count, items.GetArrayLength());
        Assert.Equal("QSO", items[Count - 1].GetProperty("result").GetProperty("prediction").GetString());
    }

    [Fact]
    public async Task Metrics_are_not_shown_to_the_world()
    {
        using var answer = await service.Http.GetAsync("/metrics", Patience.Token());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_sky_page_gets_its_first_event_while_the_stream_goes_on()
    {
        using var answer = await service.Http.GetAsync(
            "/sky/events", HttpCompletionOption.ResponseHeadersRead, Patience.Token());
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Patience.Token()));

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.False(string.IsNullOrEmpty(await events.ReadLineAsync(Patience.Token())));
    }
}
