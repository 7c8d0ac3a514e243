using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.LoadTests.Scaling;
using Streaming.Simulation;

namespace Streaming.LoadTests.Rounds;

/// <summary>
/// A telescope and a subscriber at a virtual host. Streams planned stretches, one after the other; repeats are noticed
/// as long as it stands.
/// </summary>
internal sealed class TestStand : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly IConnection _connection;
    private readonly IConnection _subscription;
    private readonly EventCounter _events;
    private readonly IReadOnlyList<int> _plan;
    private readonly int _firstSeed;
    private readonly int _bulk;
    private int _next;
    private int _done;

    private TestStand(
        IConnection connection,
        IConnection subscription,
        EventCounter events,
        IReadOnlyList<int> plan,
        int firstSeed,
        int bulk)
    {
        (_connection, _subscription, _events) = (connection, subscription, events);
        (_plan, _firstSeed, _bulk) = (plan, firstSeed, bulk);
    }

    /// <summary>What is measured on, in one sentence.</summary>
    public string Setting => SettingOf(_connection);

    public static string SettingOf(IConnection connection) =>
        Report.Setting(ReplayRun.NameOf(connection), $"model {StreamRun.Champion().Version}");

    /// <summary>Planned observations without an event, and events that came again.</summary>
    public int LostOrRepeated => _events.Lost + _events.Repeated;

    /// <param name="host">Where it stands.</param>
    /// <param name="plan">Observations of each stretch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="firstSeed">Seed of the first stretch; those that follow have the next ones.</param>
    /// <param name="bulk">Observations a message.</param>
    public static async Task<TestStand> StartAsync(
        VirtualHost host, IReadOnlyList<int> plan, CancellationToken cancellationToken, int firstSeed = 0, int bulk = 1)
    {
        var model = StreamRun.Champion().Sha256;
        var planned = plan.SelectMany((count, i) => Observe(count, firstSeed + i));
        var events = new EventCounter([.. planned.Select(observation =>
            EventId.OfClassification(observation.ObservationId!, observation.ObservedAt!.Value, model))]);
        var connection = await host.ConnectAsync(cancellationToken);
        var subscription = await host.ConnectAsync(cancellationToken);
        await Telescope.DeclareAsync(connection, cancellationToken);
        await events.SubscribeAsync(subscription, cancellationToken);
        return new TestStand(connection, subscription, events, plan, firstSeed, bulk);
    }

    /// <summary>Publishes the next stretch and waits for its events.</summary>
    /// <param name="rate">Observations a second; 0 is as fast as the broker confirms.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Stretch> StreamAsync(int rate, CancellationToken cancellationToken)
    {
        var sent = await PublishAsync(rate, cancellationToken);
        return new Stretch(sent, await ReceivedAsync(cancellationToken));
    }

    /// <summary>Publishes the next stretch; returns when each was published.</summary>
    public async Task<long[]> PublishAsync(int rate, CancellationToken cancellationToken)
    {
        var telescope = new Telescope([.. Observe(_plan[_next], _firstSeed + _next)], bulk: _bulk);
        var sent = new long[_plan[_next]];
        _next++;
        // A pause of this process's own collector would look like one of the worker.
        GC.Collect();
        await telescope.PublishAsync(_connection, rate, sent, cancellationToken);
        return sent;
    }

    /// <summary>Waits for the events of the stretch that was published last; returns when each came.</summary>
    public async Task<long[]> ReceivedAsync(CancellationToken cancellationToken)
    {
        var from = _done;
        _done = _plan.Take(_next).Sum();
        await _events.CameOrSilenceAsync(_done, LookEvery, cancellationToken);
        return _events.Received[from.._done];
    }

    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static IEnumerable<ObservationReceived> Observe(int count, int seed) =>
        new SimulatedNight(new NightOptions { Seed = seed }).Observe(count).Select(simulated => simulated.Observation);
}
