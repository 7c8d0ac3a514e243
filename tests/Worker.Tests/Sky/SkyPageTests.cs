using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.RegularExpressions;
using Streaming.Contracts;
using Streaming.Worker.Sky;
using Streaming.Worker.Tests.Http;
using Xunit;

namespace Streaming.Worker.Tests.Sky;

public sealed partial class SkyPageTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_and_everything_that_it_loads_come_from_the_worker()
    {
        var page = await worker.Client.GetStringAsync("/", Cancellation);

        var links = Links().Matches(page).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith('#')).ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            Assert.StartsWith("/", link, StringComparison.Ordinal);
            Assert.DoesNotContain("//", link, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await worker.Client.GetAsync(link, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_runs_in_the_page_but_the_worker_s_own_scripts()
    {
        using var answer = await worker.Client.GetAsync("/", Cancellation);
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var (path, file) in SkyFile.All)
        {
            var text = System.Text.Encoding.UTF8.GetString(file.Content);
            Assert.False(Markup().IsMatch(text), $"{path} makes markup or code out of text");
        }
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var first = await worker.Client.GetAsync("/", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await worker.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_page_that_opens_is_told_everything_at_once()
    {
        using var response = await OpenWhenThereIsRoomAsync();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var frame = await FirstFrameAsync(response);

        Assert.True(frame.GetProperty("inMemory").GetBoolean());
        Assert.Equal(
            ShippedModel.Snapshot.Spectroscopic!.Manifest.HoldOut!.MacroF1,
            frame.GetProperty("model").GetProperty("spectroscopic").GetProperty("macroF1").GetDouble());
        Assert.Equal(
            ShippedModel.Snapshot.Ensembles.Length, frame.GetProperty("model").GetProperty("inputSets").GetInt32());
        Assert.Equal(0, frame.GetProperty("figures").GetProperty("classes").GetProperty("STAR").GetInt64());
        Assert.Equal(0, frame.GetProperty("figures").GetProperty("answers").GetProperty("photometric").GetInt64());
        Assert.Equal(0.95, frame.GetProperty("coverage").GetDouble());
        Assert.Empty(frame.GetProperty("priors").EnumerateArray());
    }

    [Fact]
    public async Task The_page_calls_novel_what_the_contract_calls_novel()
    {
        var script = await worker.Client.GetStringAsync("/sky/answers.js", Cancellation);

        var line = FormattableString.Invariant($"novelBelow = {ObjectClassified.NovelBelow};");
        Assert.Contains(line, script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_page_too_many_is_told_so_and_gets_in_when_another_leaves()
    {
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < SkyAudience.Limit; i++)
        {
            open.Add(await OpenAsync());
        }

        using var refused = await OpenAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("no place", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        open.ForEach(response => response.Dispose());
        using var admitted = await OpenWhenThereIsRoomAsync();

        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
    }

    // Pages that were left a moment ago hold their places until the worker notices.
    private async Task<HttpResponseMessage> OpenWhenThereIsRoomAsync()
    {
        while (true)
        {
            var response = await OpenAsync();
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            response.Dispose();
        }
    }

    private Task<HttpResponseMessage> OpenAsync() =>
        worker.Client.GetAsync("/sky/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);

    private static async Task<JsonElement> FirstFrameAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancellation))
        {
            return JsonSerializer.Deserialize<JsonElement>(item.Data);
        }

        throw new InvalidOperationException("the stream ended without a frame");
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|\\son[a-z]+=|\\sstyle=\"")]
    private static partial Regex Markup();
}
