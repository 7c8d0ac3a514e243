using System.Security.Cryptography;
using System.Text;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>A worker that lets in two keys and the tokens of an issuer.</summary>
public sealed class ProtectedWorker(SmallModelFixture model) : IAsyncLifetime
{
    public const string Key = "a key of the pipeline";
    public const string NewKey = "the key that takes its place";

    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _secrets = new();
    private TestIssuer? _issuer;
    private WorkerProcess? _worker;

    internal TestIssuer Issuer => _issuer!;

    internal WorkerProcess Worker => _worker!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync(_authority);
        // One key by a variable, one by a file: as it is while a key is being changed.
        File.WriteAllText(_secrets.Combine("Access__ApiKeys__pipeline2"), HashOf(NewKey));
        _worker = await StartAsync(_issuer.Address, "predict,metrics");
        await _worker.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_worker?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_issuer?.DisposeAsync() ?? ValueTask.CompletedTask);
        _authority.Dispose();
        _secrets.Dispose();
    }

    internal static string HashOf(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    internal Task<WorkerProcess> StartAsync(string issuer, string protects) => WorkerProcess.StartAsync(
        broker: null,
        model.Store,
        new Dictionary<string, string?>
        {
            ["Access__ApiKeys__pipeline"] = HashOf(Key),
            ["Access__Authority"] = issuer,
            ["Access__Audience"] = TestIssuer.Audience,
            ["Access__Protects"] = protects,
            ["Secrets__Path"] = _secrets.Path,
            // The authority of the issuer's certificate: what the system trusts.
            ["SSL_CERT_FILE"] = _authority.File,
        },
        Patience.Token());
}
