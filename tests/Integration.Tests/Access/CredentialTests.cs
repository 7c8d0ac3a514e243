using System.Net;
using System.Security.Cryptography;
using System.Text;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>With keys or an issuer set, nobody without them gets an answer, and health is still for all.</summary>
public sealed class CredentialTests(ProtectedWorker worker) : IClassFixture<ProtectedWorker>
{
    private const string Key = ProtectedWorker.Key;

    private readonly TestIssuer _issuer = worker.Issuer;

    [Fact]
    public async Task Keys_and_tokens_let_in()
    {
        Assert.Equal(HttpStatusCode.OK, await PredictAsync("X-Api-Key", Key));
        Assert.Equal(HttpStatusCode.OK, await PredictAsync("X-Api-Key", ProtectedWorker.NewKey));
        Assert.Equal(HttpStatusCode.OK, await PredictAsync("Authorization", $"ApiKey {Key}"));
        Assert.Equal(HttpStatusCode.OK, await PredictAsync("Authorization", $"Bearer {_issuer.Token()}"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/metrics", "Authorization", $"ApiKey {Key}"));
    }

    [Fact]
    public async Task What_is_not_protected_is_for_all()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/metrics"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/openapi/v1.json"));
    }

    [Fact]
    public async Task Nobody_else_gets_in()
    {
        using var stranger = RSA.Create(2048);
        (string Header, string Value)[] wrong =
        [
            ("X-Api-Key", "a guess"),
            ("X-Api-Key", ProtectedWorker.HashOf(Key)),
            ("Authorization", "ApiKey "),
            ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Key}"))}"),
            ("Authorization", $"Bearer {Key}"),
            ("Authorization", $"Bearer {_issuer.Token(audience: "another service")}"),
            ("Authorization", $"Bearer {_issuer.Token(minutes: -10)}"),
            ("Authorization", $"Bearer {_issuer.Token(signedWith: stranger)}"),
            ("Authorization", $"Bearer {_issuer.TokenOfPublicKey()}"),
            ("Authorization", $"Bearer {_issuer.TokenUnsigned()}"),
        ];

        foreach (var (header, value) in wrong)
        {
            var status = await PredictAsync(header, value);
            Assert.True(status == HttpStatusCode.Unauthorized, $"{header}: {value} is let in");
        }
    }

    [Fact]
    public async Task A_refusal_says_what_is_wanted()
    {
        using var answer = await worker.Worker.Http.PostAsync("/predict", Body(), Patience.Token());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["ApiKey", "Bearer"], answer.Headers.WwwAuthenticate.Select(one => one.Scheme).Order());
    }

    [Fact]
    public async Task With_an_issuer_that_is_away_nobody_with_a_token_gets_in_and_the_log_says_so_in_a_line()
    {
        await using var alone = await worker.StartAsync($"https://127.0.0.1:{FreePorts.Find(1)[0]}", "predict");
        await alone.ReadyAsync();

        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            await SendAsync(alone, HttpMethod.Post, "/predict", "Authorization", $"Bearer {_issuer.Token()}"));
        Assert.Equal(
            HttpStatusCode.OK, await SendAsync(alone, HttpMethod.Post, "/predict", "X-Api-Key", Key));
        await alone.LineAsync(line => line.Contains("does not answer", StringComparison.Ordinal), Patience.Token());
        Assert.DoesNotContain("   at ", alone.Output, StringComparison.Ordinal);
    }

    private static StringContent Body() => new(
        """{"alpha": 1, "delta": 2, "u": 20, "g": 20, "r": 20, "i": 20, "z": 20, "redshift": 1}""",
        Encoding.UTF8,
        "application/json");

    private static async Task<HttpStatusCode> SendAsync(
        WorkerProcess worker, HttpMethod method, string path, string? header, string? value)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = Body();
        }

        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var answer = await worker.Http.SendAsync(request, Patience.Token());
        return answer.StatusCode;
    }

    private Task<HttpStatusCode> PredictAsync(string header, string value) =>
        SendAsync(worker.Worker, HttpMethod.Post, "/predict", header, value);

    private Task<HttpStatusCode> GetAsync(string path, string? header = null, string? value = null) =>
        SendAsync(worker.Worker, HttpMethod.Get, path, header, value);
}
