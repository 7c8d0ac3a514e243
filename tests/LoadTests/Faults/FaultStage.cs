using System.Diagnostics;
using System.Net;
using RabbitMQ.Client;
using Streaming.Integration.Tests.Brokers;
using Streaming.LoadTests.Faults.Accounting;
using Streaming.LoadTests.Faults.Network;
using Streaming.LoadTests.Faults.Watching;

namespace Streaming.LoadTests.Faults;

/// <summary>
/// Publisher, broker, proxy, workers and subscriber of one scenario. Publisher and subscriber speak to the broker
/// directly, the workers through the proxy.
/// </summary>
internal sealed class FaultStage : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // Longer than any recovery that would be accepted: the account then tells what is missing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<WatchedWorker> _workers = [];
    private readonly List<FaultSpan> _faults = [];
    private readonly FaultOptions _options;

    public FaultStage(FaultBench bench, FaultOptions options, VirtualHost host, string store, CancellationToken token)
    {
        (Bench, Host, Token, _options, Store) = (bench, host, token, options, store);
        Account = new Account(options.Models ?? [StreamRun.Champion().Sha256]);
        Publisher = new PacedPublisher(ConnectAsync, Account, FaultNight.Write(Account), options.Rate);
        Events = new EventReader(ConnectAsync, Account);
        Proxy = new TcpProxy(EndPoints(bench.Nodes));
    }

    public FaultBench Bench { get; }

    public IRestartableBroker Broker => Bench.Broker;

    public VirtualHost Host { get; }

    public CancellationToken Token { get; }

    public Account Account { get; }

    public PacedPublisher Publisher { get; }

    public EventReader Events { get; }

    public TcpProxy Proxy { get; }

    /// <summary>The folder of the model store.</summary>
    public string Store { get; }

    /// <summary>Every worker that there was.</summary>
    public IReadOnlyList<WatchedWorker> Workers => _workers;

    /// <summary>Those that run.</summary>
    public IReadOnlyList<WatchedWorker> Running => [.. _workers.Where(worker => worker.IsRunning)];

    /// <summary>Every fault so far.</summary>
    public IReadOnlyList<FaultSpan> Faults => _faults;

    /// <summary>Connects to the broker, not through the proxy; a lost connection is not replaced.</summary>
    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken) => new ConnectionFactory
    {
        Uri = Host.Address,
        AutomaticRecoveryEnabled = false,
        RequestedHeartbeat = TimeSpan.FromSeconds(5),
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        ContinuationTimeout = TimeSpan.FromSeconds(10),
        HandshakeContinuationTimeout = TimeSpan.FromSeconds(5),
    }.CreateConnectionAsync(
        [.. Bench.Nodes.Select(node => new AmqpTcpEndpoint(node.Address.Host, node.Address.Port))],
        "faults",
        cancellationToken);

    /// <summary>Leads new connections of the workers to the first of these nodes that answers.</summary>
    public void LeadTo(IEnumerable<IRestartableBroker> nodes) => Proxy.Targets = EndPoints(nodes);

    /// <summary>Starts a worker and does not wait for it.</summary>
    /// <param name="settings">Settings beside those of the scenario.</param>
    /// <param name="store">Its model store; null for that of the scenario.</param>
    public WatchedWorker StartWorker(IReadOnlyDictionary<string, string?>? settings = null, string? store = null)
    {
        var worker = new WatchedWorker(new MeasuredWorker(
            Proxy.AddressOf(Host.Address),
            store ?? Store,
            LogLines.Settings.Append(new("RabbitMq__Management", Host.Management.AbsoluteUri))
                .Concat(_options.Settings).Concat(settings ?? new Dictionary<string, string?>())
                .ToDictionary(one => one.Key, one => one.Value),
            within: _options.Within));
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Lets the stream flow for so many seconds.</summary>
    public Task FlowAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Token);

    /// <summary>Breaks something for so many seconds, and waits until the stream has recovered.</summary>
    /// <param name="begin">Breaks it.</param>
    /// <param name="seconds">How long the fault lasts.</param>
    /// <param name="end">Mends it.</param>
    public async Task BreakAsync(Func<Task> begin, double seconds, Func<Task> end)
    {
        var began = Stopwatch.GetTimestamp();
        var before = Running.Select(worker => (Worker: worker, Time: worker.ProcessorTime)).ToList();
        await begin();
        await FlowAsync(seconds);
        await end();
        var ended = Stopwatch.GetTimestamp();
        var busiest = before
            .Select(one => one.Worker.ProcessorTime - one.Time)
            .Max(time => time?.TotalSeconds ?? 0);
        _faults.Add(new FaultSpan(began, ended, busiest / Stopwatch.GetElapsedTime(began, ended).TotalSeconds));
        await CaughtUpAsync();
    }

    /// <summary>The same of what has no duration.</summary>
    public Task BreakAsync(Func<Task> fault) => BreakAsync(fault, 0, () => Task.CompletedTask);

    /// <summary>Returns when no more waits for its event than is published in a second, or gives up.</summary>
    public async Task CaughtUpAsync()
    {
        var since = Stopwatch.GetTimestamp();
        // A moment first: what has just gone wrong is not seen yet.
        do
        {
            await Task.Delay(Look, Token);
        }
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(1)
            || (Account.Outstanding > _options.Rate && Stopwatch.GetElapsedTime(since) < Patience));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Events.DisposeAsync();
        await Proxy.DisposeAsync();
    }

    private static IReadOnlyList<IPEndPoint> EndPoints(IEnumerable<IRestartableBroker> nodes) =>
        [.. nodes.Select(node => new IPEndPoint(IPAddress.Loopback, node.Address.Port))];
}
