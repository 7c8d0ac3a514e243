using System.CommandLine;
using System.Globalization;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>visit</c>: how long the observations of a visit take that come at once.</summary>
internal static class VisitCommand
{
    // .NET compiles its code again while it runs; then a worker is as fast as it will be.
    private const int ToWarm = 100_000;

    private static readonly (int Size, double MostSeconds)[] Visits = [(10_000, 1.5), (40_000, 5)];

    public static Command Create() => RoundsCommand.Create(
        "visit", "Publishes visits of 10,000 and of 40,000 observations at once to a warm worker", ExecuteAsync);

    /// <summary>The rows of visits, in any order.</summary>
    public static IEnumerable<Target> Targets(IReadOnlyList<Stretch> visits)
    {
        foreach (var (size, mostSeconds) in Visits)
        {
            var same = visits.Where(visit => visit.Sent.Count == size).ToList();
            var name = string.Create(CultureInfo.InvariantCulture, $"{size:N0}: first publish to last");
            yield return Series.AtMost(
                $"{name} event, s", [.. same.Select(visit => visit.Took.TotalSeconds)], "F2", mostSeconds);
            yield return Series.Only(
                $"{name} publish, s", [.. same.Select(visit => visit.Publishing.TotalSeconds)], "F2");
        }
    }

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        var round = Visits.Select(visit => visit.Size);
        int[] plan = [ToWarm, .. Enumerable.Repeat(round, rounds).SelectMany(sizes => sizes)];
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        await using var stand = await TestStand.StartAsync(host, plan, cancellationToken);
        await using var worker = new MeasuredWorker(host.Address, Checkout.Models);
        await worker.ReadyAsync(cancellationToken);
        await stand.StreamAsync(rate: 0, cancellationToken);
        List<Stretch> visits = [];
        while (visits.Count < plan.Length - 1)
        {
            visits.Add(await stand.StreamAsync(rate: 0, cancellationToken));
        }

        // Repeats, if any, have been published when the worker has stopped.
        await worker.StopAsync(cancellationToken);
        return new RoundsReport(
            $"Visits published at once to a warm worker, {rounds} rounds",
            stand.Setting,
            [.. Targets(visits), Series.None("events lost or repeated", stand.LostOrRepeated)]);
    }
}
