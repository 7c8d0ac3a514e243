using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Simulation;

namespace Streaming.LoadTests.Scaling;

/// <summary>
/// One replay: a worker is measured, the simulation predicts from that, and the same arrivals come to real workers on
/// a real broker, whose queue length the same scaler reads over HTTP, as KEDA does.
/// </summary>
internal static class ReplayRun
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<(ReplayFigures Figures, string Broker)> ExecuteAsync(
        Action<string> told, CancellationToken token)
    {
        var arrivals = ReplayPlan.Arrivals;
        var observations = new SimulatedNight(new NightOptions { Seed = 42 })
            .Observe(ReplayPlan.Calibration + arrivals.Total).Select(simulated => simulated.Observation).ToList();
        var sha256 = StreamRun.Champion().Sha256;
        var events = new EventCounter(observations.ConvertAll(observation =>
            EventId.OfClassification(observation.ObservationId!, observation.ObservedAt!.Value, sha256)));
        var calibration = new Telescope(observations[..ReplayPlan.Calibration]);
        var telescope = new Telescope(observations[ReplayPlan.Calibration..]);

        await using var broker = await BrokerChoice.StartAsync(token);
        await using var host = await VirtualHost.CreateAsync(broker, token);
        await using var connection = await host.ConnectAsync(token);
        await using var subscription = await host.ConnectAsync(token);
        await Telescope.DeclareAsync(connection, token);
        await events.SubscribeAsync(subscription, token);
        await calibration.PublishAsync(connection, rate: 0, new long[ReplayPlan.Calibration], token);

        await using var crew = new WorkerCrew(host.Address, ReplayPlan.Cores);
        var started = Stopwatch.GetTimestamp();
        crew.Resize(1, token);
        await events.CameAsync(ReplayPlan.Calibration, AskEvery, token);
        var worker = WorkerMeasurement.Of(
            ReplayPlan.Cores, started, events.Received[..ReplayPlan.Calibration]);
        told($"{worker.PerSecond:F0} a second after {worker.Start:F1} s; the replay takes {ReplayPlan.Duration:F0} s");

        var predicted = Predict(worker);
        // Else the first decision would be taken on what the broker last said of the queue before.
        await host.EmptyAsync(ObservationsTopology.Queue, AskEvery, token);
        var sent = new long[arrivals.Total];
        var due = arrivals.Due().ToArray();
        var start = Stopwatch.GetTimestamp();
        var publishing = telescope.PublishAsync(connection, i => due[i], sent, token);
        var changes = await FollowAsync(host, crew, start, token);
        await publishing;
        await events.AllOrSilenceAsync(token);
        // Repeats, if any, have been published when the workers have stopped.
        await crew.StopAsync(token);

        var replay = new ReplayFigures
        {
            Worker = worker,
            Simulated = ReplayCurve.Of(predicted),
            Measured = ReplayCurve.Of(start, sent, events.Received[ReplayPlan.Calibration..], changes),
            Lost = events.Lost,
            Repeated = events.Repeated,
        };
        return (replay, NameOf(connection));
    }

    /// <summary>What will happen, from one measured worker.</summary>
    public static SimulatedTime Predict(WorkerMeasurement worker) => ScalingSimulation.Run(
        new Scenario("replay", ReplayPlan.Arrivals),
        WorkerSpeed.Of(worker),
        ReplayPlan.Scaler,
        ReplayPlan.Cluster,
        ReplayPlan.Duration,
        ReplayPlan.Step);

    /// <summary>The broker and its version.</summary>
    public static string NameOf(IConnection connection) =>
        $"RabbitMQ {Encoding.UTF8.GetString((byte[])connection.ServerProperties!["version"]!)}, quorum queue";

    /// <summary>Does what the scaler says until the arrivals have passed.</summary>
    /// <returns>From when on there were how many workers.</returns>
    private static async Task<List<(double At, int Workers)>> FollowAsync(
        VirtualHost host, WorkerCrew crew, long start, CancellationToken cancellationToken)
    {
        var scaler = new HorizontalScaler(ReplayPlan.Scaler, replicas: 1);
        var changes = new List<(double At, int Workers)> { (0, 1) };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(ReplayPlan.Scaler.SyncPeriod));
        while (Elapsed() < ReplayPlan.Duration)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var messages = await host.MessagesAsync(ObservationsTopology.Queue, cancellationToken);
            scaler.Sync(Elapsed(), messages, rate: 0);
            if (scaler.Replicas != changes[^1].Workers)
            {
                changes.Add((Elapsed(), scaler.Replicas));
                crew.Resize(scaler.Replicas, cancellationToken);
            }
        }

        return changes;

        double Elapsed() => Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
