using System.Diagnostics;
using System.Text;
using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;

namespace Streaming.LoadTests;

/// <summary>One run: broker, worker, telescope and subscriber, from nothing to the figures.</summary>
internal static class StreamRun
{
    // Long enough for any machine; a stream that stands still ends here.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<StreamFigures> ExecuteAsync(StreamOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var token = limit.Token;
        var champion = Champion();
        var observations = new SimulatedNight(new NightOptions { Seed = 42 })
            .Observe(options.Count).Select(simulated => simulated.Observation).ToList();
        var telescope = new Telescope(observations);
        var events = new EventCounter(observations.ConvertAll(observation => EventId.OfClassification(
            observation.ObservationId!, observation.ObservedAt!.Value, champion.Sha256)));

        await using var broker = await BrokerChoice.StartAsync(token);
        await using var host = await VirtualHost.CreateAsync(broker, token);
        await using var connection = await host.ConnectAsync(token);
        await using var subscription = await host.ConnectAsync(token);
        await Telescope.DeclareAsync(connection, token);
        await events.SubscribeAsync(subscription, token);

        var sent = new long[options.Count];
        if (options.Prefill)
        {
            await telescope.PublishAsync(connection, rate: 0, sent, token);
        }

        await using var worker = new MeasuredWorker(host.Address, Checkout.Models);
        TimeSpan ready;
        TimeSpan before;
        if (options.Prefill)
        {
            var becomingReady = worker.ReadyAsync(token);
            await events.First.WaitAsync(token);
            before = worker.ProcessorTime;
            await events.AllOrSilenceAsync(token);
            ready = await becomingReady;
        }
        else
        {
            ready = await worker.ReadyAsync(token);
            before = worker.ProcessorTime;
            await telescope.PublishAsync(connection, options.Rate, sent, token);
            await events.AllOrSilenceAsync(token);
        }

        var processorTime = worker.ProcessorTime - before;
        var peakMemory = worker.PeakMemory;
        // Repeats, if any, have been published when the worker has stopped.
        var sampledMemory = await worker.StopAsync(token);
        var start = options.Prefill ? events.Received.Where(time => time > 0).Min() : sent[0];
        var version = (byte[])connection.ServerProperties!["version"]!;
        return new StreamFigures
        {
            PerSecond = (options.Count - events.Lost)
                / Stopwatch.GetElapsedTime(start, events.Received.Max()).TotalSeconds,
            ProcessorTimeEach = processorTime / options.Count,
            Ready = ready,
            PeakMemory = peakMemory,
            SampledMemory = sampledMemory,
            Latencies =
            [
                .. sent.Zip(events.Received)
                    .Where(pair => pair.Second > 0)
                    .Select(pair => Stopwatch.GetElapsedTime(pair.First, pair.Second)),
            ],
            Lost = events.Lost,
            Repeated = events.Repeated,
            Model = champion.Version,
            Broker = $"RabbitMQ {Encoding.UTF8.GetString(version)}, quorum queue",
        };
    }

    public static ModelManifest Champion()
    {
        var store = new ModelStore(Checkout.Models);
        var champion = store.ReadChampion() ?? throw new ModelException($"the store {store.Path} has no champion");
        return store.ReadManifest(champion.Version);
    }
}
