using System.Diagnostics;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;

namespace Streaming.LoadTests.Scaling;

/// <summary>Measures one worker under several processor limits, in turn, on a queue that is filled before.</summary>
internal static class CalibrationRun
{
    // So that a slow worker is measured as long as a fast one.
    private const int ToMeasureOneCore = 160_000;

    /// <param name="limits">Limits to measure, processors.</param>
    /// <param name="rounds">Turns of each limit.</param>
    /// <param name="measured">Told of every turn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The broker and its version.</returns>
    public static async Task<string> ExecuteAsync(
        IReadOnlyList<double> limits,
        int rounds,
        Action<WorkerMeasurement> measured,
        CancellationToken cancellationToken)
    {
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, so that whatever changes with time changes for all.
            foreach (var cores in round % 2 == 0 ? limits : limits.Reverse())
            {
                measured(await MeasureAsync(broker, cores, cancellationToken));
            }
        }

        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        await using var connection = await host.ConnectAsync(cancellationToken);
        return ReplayRun.NameOf(connection);
    }

    private static async Task<WorkerMeasurement> MeasureAsync(
        IBroker broker, double cores, CancellationToken cancellationToken)
    {
        var observations = new SimulatedNight(new NightOptions { Seed = 42 })
            .Observe(WorkerMeasurement.ToWarm + (int)(cores * ToMeasureOneCore)).Select(simulated => simulated.Observation).ToList();
        var sha256 = StreamRun.Champion().Sha256;
        var events = new EventCounter(observations.ConvertAll(observation =>
            EventId.OfClassification(observation.ObservationId!, observation.ObservedAt!.Value, sha256)));

        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        await using var connection = await host.ConnectAsync(cancellationToken);
        await using var subscription = await host.ConnectAsync(cancellationToken);
        await Telescope.DeclareAsync(connection, cancellationToken);
        await events.SubscribeAsync(subscription, cancellationToken);
        await new Telescope(observations)
            .PublishAsync(connection, rate: 0, new long[observations.Count], cancellationToken);

        using var limit = new ProcessorLimit(cores);
        var started = Stopwatch.GetTimestamp();
        await using var worker = new MeasuredWorker(host.Address, Checkout.Models, limit: limit);
        await events.AllOrSilenceAsync(cancellationToken);
        await worker.StopAsync(cancellationToken);
        return events.Lost == 0
            ? WorkerMeasurement.Of(cores, started, events.Received)
            : throw new InvalidOperationException($"{events.Lost} observations have no event");
    }
}
