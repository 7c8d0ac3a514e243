using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>npm's s3rver as a process, with conditions on PUT; <c>server/server.js</c> has its options.</summary>
internal sealed class LocalS3rver : IObjectServer
{
    private const string Listening = "listening on ";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ObjectStorage", "server");

    private readonly TemporaryFolder _folder;
    private readonly ChildProcess _process;

    private LocalS3rver(TemporaryFolder folder, ChildProcess process, string endpoint)
    {
        _folder = folder;
        _process = process;
        Endpoint = endpoint;
    }

    public string Endpoint { get; }

    // The only pair that s3rver knows.
    public string AccessKey => "S3RVER";

    public string SecretKey => "S3RVER";

    public static async Task<LocalS3rver> StartAsync(CancellationToken cancellationToken, params string[] options)
    {
        await InstallAsync(cancellationToken);
        var folder = new TemporaryFolder();
        var process = ChildProcess.Start(
            "node",
            // It encrypts the names that a list goes on from with DES, which is off by default.
            ["--openssl-legacy-provider", Path.Combine(Program, "server.js"), folder.Path, .. options],
            new Dictionary<string, string?>());
        var line = await process.LineAsync(
            output => output.StartsWith(Listening, StringComparison.Ordinal), cancellationToken);
        return new LocalS3rver(folder, process, line[Listening.Length..]);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(Path.Combine(Program, "node_modules", "s3rver")))
        {
            return;
        }

        await using var npm = ChildProcess.Start("npm", ["ci", "--prefix", Program], new Dictionary<string, string?>());
        if (await npm.ExitAsync(cancellationToken) != 0)
        {
            throw new InvalidOperationException($"npm ci failed:\n{npm.Output}\n{npm.Errors}");
        }
    }
}
