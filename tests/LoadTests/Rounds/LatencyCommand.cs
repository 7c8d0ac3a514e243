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
        string name, IReadOnlyList<Percentiles> rounds, double? mostP50, double? mostP99)
    {
        yield return Row("p50", [.. rounds.Select(round => round.P50)], mostP50);
        yield return Row("p99", [.. rounds.Select(round => round.P99)], mostP99);

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
        var plan = Enumerable.Repeat(rates.Select(rate => rate.Rate * Seconds), rounds).SelectMany(counts => counts).ToList();
        await using var stand = await TestStand.StartAsync(host, plan, cancellationToken, firstSeed: before.Length);
        var latencies = rates.ToDictionary(rate => rate.Rate, _ => new List<Percentiles>());
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        for (var i = 0; i < plan.Count; i++)
        {
            var rate = rates[i % rates.Length].Rate;
            latencies[rate].Add((await stand.StreamAsync(rate, cancellationToken)).Latencies);
        }

        await worker.StopAsync(cancellationToken);
        return new RoundsReport(
            Invariant($"Publish to event at several rates, {rounds} rounds of {Seconds} s"),
            stand.Setting,
            [
                new Target("observations a second at most, measured before", Invariant($"{capacity:F0}"), "", IsMet: true),
                .. rates.SelectMany(rate => Targets(
                    Invariant($"{rate.Rate:N0} a second"), latencies[rate.Rate], rate.MostP50, rate.MostP99)),
                Series.None("events lost or repeated", stand.LostOrRepeated),
            ]);
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
