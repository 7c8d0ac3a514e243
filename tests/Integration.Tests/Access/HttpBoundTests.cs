using System.Net;
using System.Text;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>Bounds that are set: what is beyond them is turned away, and served again later.</summary>
public sealed class HttpBoundTests(SmallModelFixture model)
{
    private const int Requests = 60;
    private const int PerSecond = 5;
    private const int MaxConnections = 20;

    [Fact]
    public async Task Requests_beyond_the_rate_are_told_when_to_come_again()
    {
        await using var worker = await StartAsync("Http__PredictPerSecond", PerSecond);
        await worker.ReadyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => PredictAsync(worker)));

        // Five at once, and five more for every second that the others take.
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, Requests - PerSecond);
        Assert.All(refused, answer =>
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        });
        Assert.True(await worker.IsReadyAsync());
        await Patience.UntilAsync(
            async () => (await PredictAsync(worker)).StatusCode == HttpStatusCode.OK, "an answer in the next second");
    }

    [Fact]
    public async Task Connections_are_bounded_and_free_again_when_they_end()
    {
        await using var worker = await StartAsync("Http__MaxConnections", MaxConnections);
        var address = worker.Http.BaseAddress!;
        var clients = new List<RawClient>();
        try
        {
            var answered = 0;
            for (var i = 0; i < 2 * MaxConnections; i++)
            {
                clients.Add(await RawClient.ConnectAsync(address, Patience.Token()));
                await clients[^1].SendAsync("GET /health/live HTTP/1.1\r\nHost: worker\r\n\r\n", Patience.Token());
                answered += (await clients[^1].ReadAsync(Patience.Token())).Length > 0 ? 1 : 0;
            }

            // The connections of the test's own client count as well.
            Assert.InRange(answered, MaxConnections / 2, MaxConnections);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await Patience.UntilAsync(
            async () =>
            {
                using var client = await RawClient.ConnectAsync(address, Patience.Token());
                await client.SendAsync("GET /health/live HTTP/1.1\r\nHost: worker\r\n\r\n", Patience.Token());
                return (await client.ReadAsync(Patience.Token())).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
            },
            "a place for another connection");
    }

    private static async Task<HttpResponseMessage> PredictAsync(WorkerProcess worker)
    {
        using var content = new StringContent(
            """{"alpha": 1, "delta": 2, "u": 20, "g": 20, "r": 20, "i": 20, "z": 20, "redshift": 1}""",
            Encoding.UTF8,
            "application/json");
        return await worker.Http.PostAsync("/predict", content, Patience.Token());
    }

    private Task<WorkerProcess> StartAsync(string setting, int value) => WorkerProcess.StartAsync(
        broker: null, model.Store, new Dictionary<string, string?> { [setting] = $"{value}" }, Patience.Token());
}
