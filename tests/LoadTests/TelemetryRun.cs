using System.Text;
using Streaming.Classification.Models;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;

namespace Streaming.LoadTests;

/// <summary>Two workers take turns on one broker: one without telemetry, one that collects and sends all of it.</summary>
internal static class TelemetryRun
{
    // Long enough for any machine; a stream that stands still ends here.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static async Task<TelemetryFigures> ExecuteAsync(
        TelemetryOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var token = limit.Token;
        var store = new ModelStore(Checkout.Models);
        var champion = store.ReadManifest(store.ReadChampion()!.Version);

        await using var sink = new OtlpSink(FreePorts.Find(1)[0]);
        await using var broker = await BrokerChoice.StartAsync(token);
        await using var off = await TelemetryContender.StartAsync(
            broker, new Dictionary<string, string?> { ["OTEL_SDK_DISABLED"] = "true" }, token);
        await using var on = await TelemetryContender.StartAsync(
            broker,
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.Address.AbsoluteUri,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                // The run is shorter than the minute between two exports that is usual.
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "10000",
            },
            token);

        List<TimeSpan> offTimes = [];
        List<TimeSpan> onTimes = [];
        var lost = 0;
        for (var round = 0; round <= options.Rounds; round++)
        {
            // Who goes first changes, so that whatever changes with time changes for both.
            List<(TelemetryContender Contender, List<TimeSpan> Times)> turns = [(off, offTimes), (on, onTimes)];
            foreach (var (contender, times) in round % 2 == 0 ? turns : Enumerable.Reverse(turns))
            {
                var observations = new SimulatedNight(new NightOptions { Seed = round + 1 })
                    .Observe(options.Count).Select(simulated => simulated.Observation).ToList();
                var turn = await contender.TurnAsync(observations, champion.Sha256, options.Rate, token);
                times.Add(turn.Each);
                lost += turn.Lost;
            }
        }

        await using var host = await VirtualHost.CreateAsync(broker, token);
        await using var connection = await host.ConnectAsync(token);
        var version = (byte[])connection.ServerProperties!["version"]!;
        return new TelemetryFigures
        {
            // In the first round both compile their code.
            Off = offTimes[1..],
            On = onTimes[1..],
            Exports = sink.Requests,
            Lost = lost,
            Model = champion.Version,
            Broker = $"RabbitMQ {Encoding.UTF8.GetString(version)}, quorum queue",
        };
    }
}
