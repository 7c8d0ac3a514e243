using System.Runtime;
using System.Text;
using Streaming.Integration.Tests.Brokers;
using Streaming.Simulation;

namespace Streaming.LoadTests;

/// <summary>One run: broker, worker, telescope, promoter and subscriber, from nothing to the figures.</summary>
internal static class SwapRun
{
    // Beyond the stream itself: start, training of the models, what waits in the queue at the end.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    public static async Task<SwapFigures> ExecuteAsync(SwapOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Duration + Reserve);
        var token = limit.Token;
        using var store = new SwapStore();
        var observations = new SimulatedNight(new NightOptions { Seed = 42 })
            .Observe(options.Count).Select(simulated => simulated.Observation).ToList();
        var telescope = new Telescope(observations);
        var subscriber = new SwapSubscriber(observations, [.. store.Models.Select(model => model.Sha256)]);

        await using var broker = await BrokerChoice.StartAsync(token);
        await using var host = await VirtualHost.CreateAsync(broker, token);
        await using var connection = await host.ConnectAsync(token);
        await using var subscription = await host.ConnectAsync(token);
        await using var announcements = await host.ConnectAsync(token);
        await Telescope.DeclareAsync(connection, token);
        await subscriber.SubscribeAsync(subscription, token);
        await using var worker = new MeasuredWorker(host.Address, store.Store.Path);
        await worker.ReadyAsync(token);
        await subscriber.ActivatedAsync(store.Models[0].Version, token);

        // A pause of this process's own collector would look like one of the worker.
        GC.Collect();
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        var sent = new long[options.Count];
        var promoting = new SwapPromoter(store, subscriber, announcements).PromoteAsync(options.Due(), token);
        await telescope.PublishAsync(connection, options.Rate, sent, token);
        var swaps = await promoting;
        await subscriber.AllOrSilenceAsync(token);
        var peak = worker.PeakMemory;
        // Repeats, if any, have been published when the worker has stopped.
        await worker.StopAsync(token);

        var version = (byte[])connection.ServerProperties!["version"]!;
        return new SwapAnalysis(options, sent, swaps, subscriber.Arrivals).Figures(
            [.. store.Models.Select(model => model.Version)],
            worker.Memory,
            peak,
            $"RabbitMQ {Encoding.UTF8.GetString(version)}, quorum queue");
    }
}
