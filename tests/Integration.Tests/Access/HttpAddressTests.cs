using System.Net;
using System.Security.Cryptography.X509Certificates;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>Each part of the HTTP interface is where the settings want it, and nowhere else.</summary>
public sealed class HttpAddressTests(SmallModelFixture model)
{
    [Fact]
    public async Task Parts_are_on_addresses_of_their_own_or_nowhere()
    {
        var ports = FreePorts.Find(2);
        await using var worker = await WorkerProcess.StartAsync(
            broker: null,
            model.Store,
            new Dictionary<string, string?>
            {
                ["Http__Metrics"] = $"http://127.0.0.1:{ports[0]}",
                ["Http__Page"] = $"http://127.0.0.1:{ports[1]}",
                ["Http__Predict"] = "off",
            },
            Patience.Token());
        var main = worker.Http.BaseAddress!.Port;
        (string Path, int Port, HttpStatusCode Expected)[] cases =
        [
            ("/health/live", main, HttpStatusCode.OK), ("/health/live", ports[0], HttpStatusCode.NotFound),
            ("/metrics", main, HttpStatusCode.NotFound), ("/metrics", ports[0], HttpStatusCode.OK),
            ("/metrics", ports[1], HttpStatusCode.NotFound),
            ("/", main, HttpStatusCode.NotFound), ("/", ports[1], HttpStatusCode.OK),
            ("/sky/page.js", ports[0], HttpStatusCode.NotFound), ("/sky/page.js", ports[1], HttpStatusCode.OK),
            ("/predict", main, HttpStatusCode.NotFound), ("/openapi/v1.json", main, HttpStatusCode.NotFound),
        ];

        using var client = new HttpClient();
        foreach (var (path, port, expected) in cases)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
            // What a client says about the port is not believed.
            request.Headers.Host = $"127.0.0.1:{ports[0]}";
            using var answer = await client.SendAsync(request, Patience.Token());
            Assert.True(expected == answer.StatusCode, $"{path} on {port} is {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Over_TLS_with_a_certificate_from_files()
    {
        using var authority = new TestAuthority();
        var (certificate, key) = authority.IssueFiles("127.0.0.1");
        await using var worker = WorkerProcess.Start(new Dictionary<string, string?>
        {
            ["ModelStore__Path"] = model.Store,
            ["ASPNETCORE_URLS"] = "https://127.0.0.1:0",
            ["Kestrel__Certificates__Default__Path"] = certificate,
            ["Kestrel__Certificates__Default__KeyPath"] = key,
        });
        var line = await worker.LineAsync(
            one => one.Contains("Now listening on: https://", StringComparison.Ordinal), Patience.Token());
        var address = new Uri(new Uri(line[line.IndexOf("https://", StringComparison.Ordinal)..]), "/health/live");

        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority.File) },
        };
        using var client = new HttpClient(handler);
        Assert.Contains(
            "Healthy", await client.GetStringAsync(address, Patience.Token()), StringComparison.Ordinal);

        // The worker asks itself, in a container that trusts the authority and in one that does not.
        Assert.Equal((0, ""), await HealthAsync(address, authority.File));
        var (code, fault) = await HealthAsync(address, trusted: null);
        Assert.Equal(1, code);
        Assert.Contains("SSL_CERT_FILE", Assert.Single(fault.Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Http__Metrics", "http://127.0.0.1:8080", "needs a port that the main address")]
    [InlineData("Http__Page", "nowhere", "Http__Page is 'nowhere'")]
    [InlineData("Kestrel__Certificates__Default__Path", "/no/such/file", "/no/such/file")]
    public async Task What_cannot_be_listened_on_is_one_line(string name, string value, string words)
    {
        await using var worker = WorkerProcess.Start(new Dictionary<string, string?>
        {
            ["ModelStore__Path"] = model.Store,
            ["ASPNETCORE_URLS"] = "https://127.0.0.1:8080",
            [name] = value,
        });

        Assert.NotEqual(0, await worker.ExitAsync(Patience.Token()));
        Assert.Contains(words, Assert.Single(worker.Errors.Split('\n')), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Fault)> HealthAsync(Uri address, string? trusted)
    {
        await using var health = WorkerProcess.Start(
            new Dictionary<string, string?> { ["SSL_CERT_FILE"] = trusted }, "health", "--url", address.AbsoluteUri);
        return (await health.ExitAsync(Patience.Token()), health.Errors);
    }
}
