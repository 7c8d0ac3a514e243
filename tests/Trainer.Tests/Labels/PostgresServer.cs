using System.Globalization;
using Npgsql;
using Streaming.Integration.Tests.Processes;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

/// <summary>A real PostgreSQL on the loopback interface, as installed here, with an empty cluster of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "tester";
    private const string Packaged = "/usr/lib/postgresql";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Find(1)[0];
    private ChildProcess? _server;

    public async ValueTask InitializeAsync()
    {
        var programs = Programs();
        var data = _folder.File("data");
        if (IsRoot)
        {
            // PostgreSQL refuses to run as root. The package brings a user of its own.
            await RunAsync("chown", "postgres", _folder.Path);
        }

        await RunAsync(AsUser(
            Path.Combine(programs, "initdb"), "-D", data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8"));
        var start = AsUser(
            "/bin/sh", "-c", "exec \"$@\" 2>&1", "sh", Path.Combine(programs, "postgres"), "-D", data,
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={_port.ToString(CultureInfo.InvariantCulture)}",
            "-c", "unix_socket_directories=", "-c", "fsync=off");
        _server = ChildProcess.Start(start[0], start[1..], new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" });
        await _server.LineAsync(
            line => line.Contains("ready to accept connections", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Makes an empty database.</summary>
    internal async Task<LabelStoreAddress> CreateDatabaseAsync()
    {
        var name = $"labels_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return LabelStoreAddress.PostgreSql("test", ConnectionString(name));
    }

    internal string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database={database}");

    private static bool IsRoot => Environment.UserName == "root";

    private static string Programs()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var packaged = Directory.Exists(Packaged) ? Directory.GetDirectories(Packaged) : [];
        return packaged.Select(version => Path.Combine(version, "bin")).Concat(path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException(
                "No PostgreSQL to test against: install postgresql (./test.sh does so with apt when it may).");
    }

    private static string[] AsUser(params string[] command) => IsRoot
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command]
        : command;

    private static async Task RunAsync(params string[] command)
    {
        await using var process = ChildProcess.Start(command[0], command[1..], new Dictionary<string, string?>());
        var code = await process.ExitAsync(TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"{command[0]} ended with {code}:\n{process.Output}\n{process.Errors}");
    }
}
