using System.CommandLine;
using System.Globalization;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>bulk</c>: many observations in a message, and many objects in an event, beside one and one.</summary>
internal static class BulkCommand
{
    private const int Count = 300_000;
    private const int Size = 500;
    private const double FewestInAndOut = 120_000;
    private const double LeastToSingles = 1.5;

    public static Command Create() => RoundsCommand.Create(
        "bulk",
        $"Streams one observation a message, and {Size}, with an event each and with events of many, in turn",
        ExecuteAsync);

    /// <summary>The rows of the rounds.</summary>
    /// <param name="singles">Turns with one observation in, one object out.</param>
    /// <param name="bulkIn">Turns with many in, one out.</param>
    /// <param name="bulk">Turns with many in, many out.</param>
    public static IEnumerable<Target> Targets(
        IReadOnlyList<WorkersTurn> singles, IReadOnlyList<WorkersTurn> bulkIn, IReadOnlyList<WorkersTurn> bulk)
    {
        yield return Series.Only("one in, one out: observations a second", PerSecond(singles), "F0");
        yield return Series.Only("many in, one out: observations a second", PerSecond(bulkIn), "F0");
        yield return Series.AtLeast("many in, many out: observations a second", PerSecond(bulk), "F0", FewestInAndOut);
        yield return Series.AtLeast(
            "many in, one out, to one in, one out",
            [.. bulkIn.Zip(singles, (one, other) => one.PerSecond / other.PerSecond)],
            "F2",
            LeastToSingles);
        foreach (var (name, turns) in new[]
            { ("one in, one out", singles), ("many in, one out", bulkIn), ("many in, many out", bulk) })
        {
            yield return Series.Only(
                $"{name}: µs of processor time an observation",
                [.. turns.Select(turn => turn.ProcessorTimeEach.TotalMicroseconds)],
                "F1");
            yield return Series.Only(
                $"{name}: bytes allocated an observation", [.. turns.Select(turn => turn.BytesEach)], "F0");
        }

        static List<double> PerSecond(IReadOnlyList<WorkersTurn> turns) => [.. turns.Select(turn => turn.PerSecond)];
    }

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        await using var one = await WorkersTeam.StartAsync(broker, 1, rounds, cancellationToken);
        await using var many = await WorkersTeam.StartAsync(
            broker, 1, rounds, cancellationToken, Count, Size);
        await using var both = await WorkersTeam.StartAsync(
            broker,
            1,
            rounds,
            cancellationToken,
            Count,
            Size,
            new Dictionary<string, string?> { ["Events__Form"] = "bulk" });
        var (singles, bulkIn, bulk) = (new List<WorkersTurn>(), new List<WorkersTurn>(), new List<WorkersTurn>());
        for (var round = 0; round < rounds; round++)
        {
            singles.Add(await one.TurnAsync(cancellationToken));
            bulkIn.Add(await many.TurnAsync(cancellationToken));
            bulk.Add(await both.TurnAsync(cancellationToken));
        }

        return new RoundsReport(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Size} observations a message, {rounds} rounds of {Count:N0} observations ({WorkersTeam.Count:N0} alone)"),
            one.Stand.Setting,
            [
                .. Targets(singles, bulkIn, bulk),
                Series.None(
                    "events lost or repeated",
                    one.Stand.LostOrRepeated + many.Stand.LostOrRepeated + both.Stand.LostOrRepeated),
            ]);
    }
}
