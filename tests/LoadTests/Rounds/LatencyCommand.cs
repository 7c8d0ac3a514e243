using System.CommandLine;
using System.Globalization;
using System.Runtime;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>latency</c>: from a published observation to its event, at several rates.</summary>
internal static class LatencyCommand
{
    private const int ToWarm = 100_000;
    private const int ToMeasureCapacity = 60_000;
    private const int Seconds = 10;

    private static readonly (int Rate, double? MostP50, double? MostP99)[] Rates =
        [(312, 6, 20), (1_250, null, null), (2_000, 10, 30)];

    public static Command Create() => RoundsCommand.Create(
        "latency", "Measures publish to event at paced rates and at half of what the worker can do", ExecuteAsync);

    /// <summary>The rows of one rate.</summary>
    public static IEnumerable<Target> Targets(
        string name, IReadOnlyList<LatencyTurn> turns, double? mostP50, double? mostP99)
    {
        yield return Row("p50", [.. turns.Select(turn => turn.Times.P50)], mostP50);
        yield return Row("p99", [.. turns.Select(turn => turn.Times.P99)], mostP99);
        yield return Series.Only(
            $"{name}: µs of processor time an observation",
            [.. turns.Select(turn => turn.ProcessorTimeEach.TotalMicroseconds)],
            "F0");
        yield return Series.Only(
            $"{name}: bytes allocated an observation", [.. turns.Select(turn => turn.BytesEach)], "F0");

        Target Row(string percentile, IReadOnlyList<double> values, double? most) => most is { } bound
            ? Series.AtMost($"{name}: {percentile}, ms", values, "F1", bound)
            : Series.Only($"{name}: {percentile}, ms", values, "F1");
    }

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        int[] before = [ToWarm, ToMeasureCapacity];
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        await using var worker = new MeasuredWorker(host.Address, Checkout.Models);
        await worker.ReadyAsync(cancellationToken);
        var capacity = await CapacityAsync(host, before, cancellationToken);

        (int Rate, double? MostP50, double? MostP99)[] rates = [.. Rates, ((int)(capacity / 2), null, null)];
        var round = rates.Select(rate => rate.Rate * Seconds);
        var plan = Enumerable.Repeat(round, rounds).SelectMany(counts => counts).ToList();
        await using var stand = await TestStand.StartAsync(host, plan, cancellationToken, firstSeed: before.Length);
        var latencies = rates.ToDictionary(rate => rate.Rate, _ => new List<LatencyTurn>());
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        for (var i = 0; i < plan.Count; i++)
        {
            var rate = rates[i % rates.Length].Rate;
            latencies[rate].Add(await MeasureAsync(stand, worker, rate, cancellationToken));
        }

        await worker.StopAsync(cancellationToken);
        return new RoundsReport(
            Invariant($"Publish to event at several rates, {rounds} rounds of {Seconds} s"),
            stand.Setting,
            [
                Series.Only("observations a second at most, measured before", [capacity], "F0"),
                .. rates.SelectMany(rate => Targets(
                    Invariant($"{rate.Rate:N0} a second"), latencies[rate.Rate], rate.MostP50, rate.MostP99)),
                Series.None("events lost or repeated", stand.LostOrRepeated),
            ]);
    }

    private static async Task<LatencyTurn> MeasureAsync(
        TestStand stand, MeasuredWorker worker, int rate, CancellationToken cancellationToken)
    {
        var bytes = await worker.AllocatedAsync(cancellationToken);
        var time = worker.ProcessorTime;
        var stretch = await stand.StreamAsync(rate, cancellationToken);
        time = worker.ProcessorTime - time;
        bytes = await worker.AllocatedAsync(cancellationToken) - bytes;
        var count = stretch.Sent.Count;
        return new LatencyTurn(stretch.Latencies, time / count, bytes / count);
    }

    private static async Task<double> CapacityAsync(
        VirtualHost host, IReadOnlyList<int> plan, CancellationToken cancellationToken)
    {
        await using var stand = await TestStand.StartAsync(host, plan, cancellationToken);
        await stand.StreamAsync(rate: 0, cancellationToken);
        return (await stand.StreamAsync(rate: 0, cancellationToken)).PerSecond;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
