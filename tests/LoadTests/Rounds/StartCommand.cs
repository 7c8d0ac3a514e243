using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>start</c>: a worker begins on a queue that was filled before.</summary>
internal static class StartCommand
{
    private const int Count = 100_000;
    private const string Consuming = "Consuming from queue";
    private const double LatestReady = 1;
    private const double MostToSteady = 2;
    private const double MostMemory = 220;

    public static Command Create() => RoundsCommand.Create(
        "start", "Starts workers, one after the other, on a queue that is filled before", ExecuteAsync);

    /// <summary>The rows of the rounds.</summary>
    public static IReadOnlyList<Target> Targets(IReadOnlyList<ColdStart> starts)
    {
        return
        [
            Series.AtMost("start of the process to ready, s", Of(start => start.Ready), "F2", LatestReady),
            Series.Only("the same to the first event, s", Of(start => start.FirstEvent), "F2"),
            Series.Only("the same to 10,000 events, s", Of(start => start.TenThousand), "F2"),
            Series.Only("consuming to the first 500 events, ms", Of(start => start.FirstBatch), "F0"),
            Series.Only("500 events of the nine batches after, ms", Of(start => start.NextBatches), "F0"),
            Series.Only("500 events in the second half, ms", Of(start => start.SteadyBatch), "F0"),
            Series.AtMost(
                "the first 500 to those", Of(start => start.FirstBatch / start.SteadyBatch), "F1", MostToSteady),
            Series.AtMost(
                "the nine after to those", Of(start => start.NextBatches / start.SteadyBatch), "F1", MostToSteady),
            Series.AtMost("resident memory at most, MiB", Of(start => start.Memory), "F0", MostMemory),
        ];

        List<double> Of(Func<ColdStart, double> value) => [.. starts.Select(value)];
    }

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        var plan = Enumerable.Repeat(Count, rounds).ToList();
        await using var stand = await TestStand.StartAsync(host, plan, cancellationToken);
        List<ColdStart> starts = [];
        for (var round = 0; round < rounds; round++)
        {
            await stand.PublishAsync(rate: 0, cancellationToken);
            starts.Add(await MeasureAsync(host, stand, cancellationToken));
        }

        return new RoundsReport(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A worker starts on {Count:N0} observations in the queue, {rounds} rounds"),
            stand.Setting,
            [.. Targets(starts), Series.None("events lost or repeated", stand.LostOrRepeated)]);
    }

    private static async Task<ColdStart> MeasureAsync(
        VirtualHost host, TestStand stand, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var worker = new MeasuredWorker(host.Address, Checkout.Models);
        var becomingReady = worker.ReadyAsync(cancellationToken);
        await worker.LineAsync(line => line.Contains(Consuming, StringComparison.Ordinal), cancellationToken);
        var consuming = Stopwatch.GetTimestamp();
        var received = await stand.ReceivedAsync(cancellationToken);
        var ready = await becomingReady;
        var memory = worker.PeakMemory;
        // Repeats, if any, have been published when the worker has stopped.
        await worker.StopAsync(cancellationToken);
        return ColdStart.Of(ready, started, consuming, received, memory);
    }
}
