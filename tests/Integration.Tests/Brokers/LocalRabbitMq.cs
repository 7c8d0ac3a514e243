using System.Globalization;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Brokers;

/// <summary>
/// A throw-away node of the <c>rabbitmq-server</c> that is installed here: loopback only, on free ports, with its own
/// folder and its own port mapper (epmd), so that it meets no other node of this machine. Needs no rights.
/// </summary>
internal sealed class LocalRabbitMq : IRestartableBroker
{
    // The packages' own start script changes to another user, and would put its files into the system's folders.
    private const string Packaged = "/usr/lib/rabbitmq/lib";

    private readonly TemporaryFolder _folder = new();
    private readonly string _server;
    private readonly IReadOnlyList<string> _nodes;
    private readonly LocalRabbitMq? _first;
    private readonly int _amqp;
    private readonly int _management;
    private readonly int _metrics;
    private readonly int _distribution;
    private readonly int _epmd;
    private ChildProcess? _portMapper;
    private ChildProcess? _broker;

    private LocalRabbitMq(string server, string name, IReadOnlyList<string> nodes, LocalRabbitMq? first)
    {
        (_server, Name, _nodes, _first) = (server, name, nodes, first);
        var ports = FreePorts.Find(5);
        (_amqp, _management, _metrics, _distribution) = (ports[0], ports[1], ports[2], ports[3]);
        _epmd = first?._epmd ?? ports[4];
        Configure();
    }

    /// <summary>Its name in a cluster.</summary>
    public string Name { get; }

    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{_amqp}/");

    public Uri Management => new($"http://127.0.0.1:{_management}/");

    public string Metrics => $"127.0.0.1:{_metrics}";

    /// <summary>Returns a node that is yet to be started, or null when no server is installed.</summary>
    public static LocalRabbitMq? Find() => FindCluster(1)?[0];

    /// <summary>
    /// Returns nodes of one cluster, which share the first one's port mapper and secret, or null when no server is
    /// installed. They are to be started in turn for the first time, and disposed of in reverse.
    /// </summary>
    public static IReadOnlyList<LocalRabbitMq>? FindCluster(int count)
    {
        if (Script() is not { } server)
        {
            return null;
        }

        string[] names = [.. Enumerable.Range(1, count).Select(number => $"tests{number}@localhost")];
        var nodes = new List<LocalRabbitMq>();
        foreach (var name in names)
        {
            nodes.Add(new LocalRabbitMq(server, name, names, nodes.FirstOrDefault()));
        }

        return nodes;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _portMapper ??= _first is not null ? null : ChildProcess.Start(
            "epmd",
            ["-port", _epmd.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"],
            // Else epmd only asks one that already runs on that port.
            new Dictionary<string, string?> { ["ERL_EPMD_PORT"] = null });
        _broker = ChildProcess.Start(_server, [], Environment());
        await _broker.LineAsync(
            line => line.Contains("Server startup complete", StringComparison.Ordinal), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _broker!.Terminate();
        await EndAsync(cancellationToken);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _broker!.Kill();
        await EndAsync(cancellationToken);
    }

    public Task FreezeAsync(CancellationToken cancellationToken)
    {
        _broker!.Freeze();
        return Task.CompletedTask;
    }

    public Task ThawAsync(CancellationToken cancellationToken)
    {
        _broker!.Thaw();
        return Task.CompletedTask;
    }

    public async Task ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var control = Path.Combine(Path.GetDirectoryName(_server)!, "rabbitmqctl");
        await using var process = ChildProcess.Start(control, ["-n", Name, .. arguments], Environment());
        if (await process.ExitAsync(cancellationToken) != 0)
        {
            throw new InvalidOperationException($"{process.Output}\n{process.Errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _broker, _portMapper })
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        _folder.Dispose();
    }

    private static string? Script()
    {
        var packaged = Directory.Exists(Packaged)
            ? Directory.EnumerateFiles(Packaged, "rabbitmq-server", SearchOption.AllDirectories)
            : [];
        var path = System.Environment.GetEnvironmentVariable("PATH") ?? "";
        return packaged
            .Concat(path.Split(':').Select(folder => Path.Combine(folder, "rabbitmq-server")))
            .FirstOrDefault(File.Exists);
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await _broker!.ExitAsync(cancellationToken);
        await _broker.DisposeAsync();
        _broker = null;
    }

    private void Configure()
    {
        File.WriteAllText(_folder.Combine("enabled_plugins"), "[rabbitmq_management, rabbitmq_prometheus].");
        // The log goes to the console, where the start is waited for. Queues report every half second; for a quorum
        // queue that is an interval of its own, which only this format of file can set. The management interface
        // collects the reports every second, its shortest interval, and not every five.
        File.WriteAllText(_folder.Combine("advanced.config"), "[{rabbit, [{quorum_tick_interval, 500}]}].");
        File.WriteAllText(_folder.Combine("rabbitmq.conf"), $"""
            listeners.tcp.default = 127.0.0.1:{_amqp}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {_management}
            prometheus.tcp.ip = 127.0.0.1
            prometheus.tcp.port = {_metrics}
            log.console = true
            log.console.level = info
            log.file = false
            vm_memory_high_watermark.absolute = 1GB
            disk_free_limit.absolute = 50MB
            collect_statistics_interval = 500
            management.sample_retention_policies.global.minute = 1
            management.sample_retention_policies.basic.minute = 1
            management.sample_retention_policies.detailed.10 = 1
            {Cluster()}
            """);
        if (_first is not null)
        {
            return;
        }

        // Nodes and port mapper trust whoever knows it; it must be readable by its owner alone.
        var cookie = _folder.Combine(".erlang.cookie");
        File.WriteAllText(cookie, Guid.NewGuid().ToString("N"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(cookie, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // A node that is cut off is noticed within seconds, and one without a majority takes no part.
    private string Cluster() => _nodes.Count == 1 ? "" : string.Join('\n',
    [
        "net_ticktime = 5",
        "cluster_partition_handling = pause_minority",
        "cluster_formation.peer_discovery_backend = classic_config",
        .. _nodes.Select((node, i) => $"cluster_formation.classic_config.nodes.{i + 1} = {node}"),
        "",
    ]);

    private Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = (_first ?? this)._folder.Path,
        ["ERL_EPMD_PORT"] = _epmd.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_CRASH_DUMP"] = _folder.Combine("crash.dump"),
        ["RABBITMQ_NODENAME"] = Name,
        ["RABBITMQ_USE_LONGNAME"] = "false",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = _folder.Combine("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = _folder.Combine("advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.Combine("enabled_plugins"),
        ["RABBITMQ_FEATURE_FLAGS_FILE"] = _folder.Combine("feature_flags"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = _folder.Combine("generated"),
        ["RABBITMQ_MNESIA_BASE"] = _folder.Combine("data"),
        ["RABBITMQ_LOG_BASE"] = _folder.Combine("log"),
        ["RABBITMQ_PID_FILE"] = _folder.Combine("pid"),
        ["RABBITMQ_DIST_PORT"] = _distribution.ToString(CultureInfo.InvariantCulture),
        // The second part keeps an idle node from spinning on a small machine.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
        ["RABBITMQ_CTL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        // The start script then becomes the broker instead of its parent: signals reach the broker itself.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };
}
