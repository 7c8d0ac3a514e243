using System.Globalization;

namespace Streaming.Integration.Tests.Processes;

/// <summary>
/// A throw-away PostgreSQL of what is installed here: loopback only, on a free port, with an empty cluster of its own,
/// which outlives a stop.
/// </summary>
internal sealed class LocalPostgreSql : IAsyncDisposable
{
    private const string User = "tester";
    private const string Packaged = "/usr/lib/postgresql";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Find(1)[0];
    private readonly string _programs;
    private ChildProcess? _server;

    private LocalPostgreSql(string programs) => _programs = programs;

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => _folder.Combine("data");

    /// <summary>Returns one that is yet to be started, or null when none is installed.</summary>
    public static LocalPostgreSql? Find()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var packaged = Directory.Exists(Packaged) ? Directory.GetDirectories(Packaged) : [];
        return packaged.Select(version => Path.Combine(version, "bin")).Concat(path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) is { } programs
            ? new LocalPostgreSql(programs)
            : null;
    }

    /// <summary>Starts it, for the first time or again; returns when it takes connections.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Data))
        {
            if (IsRoot)
            {
                // PostgreSQL refuses to run as root. The package brings a user of its own.
                await RunAsync(["chown", "postgres", _folder.Path], cancellationToken);
            }

            string[] make = [Program("initdb"), "-D", Data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8"];
            await RunAsync(AsUser(make), cancellationToken);
        }

        var start = AsUser(
            "/bin/sh", "-c", "exec \"$@\" 2>&1", "sh", Program("postgres"), "-D", Data,
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={_port.ToString(CultureInfo.InvariantCulture)}",
            "-c", "unix_socket_directories=", "-c", "fsync=off");
        _server = ChildProcess.Start(start[0], start[1..], new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" });
        await _server.LineAsync(
            line => line.Contains("ready to accept connections", StringComparison.Ordinal), cancellationToken);
    }

    /// <summary>Stops it, whoever is connected.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await RunAsync(AsUser(Program("pg_ctl"), "-D", Data, "stop", "-m", "fast"), cancellationToken);
        await _server!.ExitAsync(cancellationToken);
        await _server.DisposeAsync();
        _server = null;
    }

    public string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database={database}");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private string Program(string name) => Path.Combine(_programs, name);

    private static string[] AsUser(params string[] command) => IsRoot
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command]
        : command;

    private static async Task RunAsync(string[] command, CancellationToken cancellationToken)
    {
        await using var process = ChildProcess.Start(command[0], command[1..], new Dictionary<string, string?>());
        if (await process.ExitAsync(cancellationToken) is not 0 and var code)
        {
            throw new InvalidOperationException(
                $"{command[0]} ended with {code}:\n{process.Output}\n{process.Errors}");
        }
    }
}
