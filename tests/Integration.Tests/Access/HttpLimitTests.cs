using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>A client that behaves badly is cut off, and the worker answers the others meanwhile.</summary>
public sealed class HttpLimitTests(HttpStage stage) : IClassFixture<HttpStage>
{
    private const long Gigabyte = 1L << 30;

    private readonly WorkerProcess _worker = stage.Worker;

    private Uri Address => _worker.Http.BaseAddress!;

    [Fact]
    public async Task Slow_clients_are_cut_off()
    {
        using var headers = await RawClient.ConnectAsync(Address, Patience.Token());
        using var body = await RawClient.ConnectAsync(Address, Patience.Token());

        await headers.SendAsync("GET / HTTP/1.1\r\nHost: worker\r\nX-Slow: ", Patience.Token());
        await body.SendAsync(
            "POST /predict HTTP/1.1\r\nHost: worker\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
            Patience.Token());
        var ends = Task.WhenAll(headers.ReadToEndAsync(Patience.Token()), body.ReadToEndAsync(Patience.Token()));
        Assert.True(await _worker.IsReadyAsync());

        Assert.All(await ends, answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_without_end_is_refused()
    {
        using var client = await RawClient.ConnectAsync(Address, Patience.Token());
        await client.SendAsync("GET / HTTP/1.1\r\nHost: worker\r\nX-Large: ", Patience.Token());

        var sent = await client.SendEndlesslyAsync(new string('a', 4096), Gigabyte, Patience.Token());

        Assert.InRange(sent, 1, Gigabyte / 10);
        Assert.True(await _worker.IsReadyAsync());
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        using var client = await RawClient.ConnectAsync(Address, Patience.Token());
        await client.SendAsync(
            "POST /predict HTTP/1.1\r\nHost: worker\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n",
            Patience.Token());
        var answer = client.ReadAsync(Patience.Token());

        var sent = await client.SendEndlesslyAsync($"1000\r\n{new string(' ', 4096)}\r\n", Gigabyte, Patience.Token());

        Assert.StartsWith("HTTP/1.1 413 ", await answer, StringComparison.Ordinal);
        Assert.InRange(sent, 1, Gigabyte / 10);
        // Nor does it fill the log.
        Assert.DoesNotContain("BadHttpRequestException", _worker.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/predict", "1000000000000")]
    [InlineData("/predict", "65537")]
    [InlineData("/predict/batch", "16777217")]
    public async Task A_body_that_says_it_is_too_large_is_not_waited_for(string path, string length)
    {
        using var client = await RawClient.ConnectAsync(Address, Patience.Token());

        await client.SendAsync(
            $"POST {path} HTTP/1.1\r\nHost: worker\r\nContent-Length: {length}\r\n\r\n", Patience.Token());
        var answer = await client.ReadAsync(Patience.Token());

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_watch_are_bounded()
    {
        var watchers = new List<RawClient>();
        var answers = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            watchers.Add(await RawClient.ConnectAsync(Address, Patience.Token()));
            await watchers[^1].SendAsync("GET /sky/events HTTP/1.1\r\nHost: worker\r\n\r\n", Patience.Token());
            answers.Add(await watchers[^1].ReadAsync(Patience.Token()));
        }

        watchers.ForEach(watcher => watcher.Dispose());

        Assert.Equal(16, answers.Count(answer => answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)));
        Assert.All(answers[16..], answer =>
        {
            Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 10", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_page_cannot_be_framed_and_nothing_is_guessed_about_an_answer()
    {
        using var page = await _worker.Http.GetAsync("/", Patience.Token());
        using var health = await _worker.Http.GetAsync("/health/ready", Patience.Token());

        Assert.Contains(
            "frame-ancestors 'none'",
            page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.All([page, health], answer =>
        {
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        });
    }
}
