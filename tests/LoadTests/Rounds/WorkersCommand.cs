using System.CommandLine;
using System.Globalization;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>workers</c>: one, two and three workers on the same queue.</summary>
internal static class WorkersCommand
{
    private const double MostBytes = 1_500;

    public static Command Create() => RoundsCommand.Create(
        "workers",
        "Streams through one, two and three workers on the same queue in turn, all on this machine's processors",
        ExecuteAsync);

    /// <summary>The rows of turns, in any order.</summary>
    public static IEnumerable<Target> Targets(IReadOnlyList<WorkersTurn> turns)
    {
        foreach (var group in turns.GroupBy(turn => turn.Workers).OrderBy(group => group.Key))
        {
            var name = group.Key == 1 ? "1 worker" : string.Create(CultureInfo.InvariantCulture, $"{group.Key} workers");
            yield return Series.Only($"{name}: observations a second", [.. group.Select(turn => turn.PerSecond)], "F0");
            yield return Series.Only(
                $"{name}: µs of their processor time an observation",
                [.. group.Select(turn => turn.ProcessorTimeEach.TotalMicroseconds)],
                "F0");
            yield return Series.AtMost(
                $"{name}: bytes allocated an observation", [.. group.Select(turn => turn.BytesEach)], "F0", MostBytes);
        }
    }

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        // All stay, and those whose turn it is not are idle: none is measured while it warms up.
        await using var one = await WorkersTeam.StartAsync(broker, 1, rounds, cancellationToken);
        await using var two = await WorkersTeam.StartAsync(broker, 2, rounds, cancellationToken);
        await using var three = await WorkersTeam.StartAsync(broker, 3, rounds, cancellationToken);
        WorkersTeam[] teams = [one, two, three];
        List<WorkersTurn> turns = [];
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, so that whatever changes with time changes for all.
            foreach (var team in round % 2 == 0 ? teams : teams.Reverse())
            {
                turns.Add(await team.TurnAsync(cancellationToken));
            }
        }

        var lost = teams.Sum(team => team.Stand.LostOrRepeated);
        return new RoundsReport(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Workers on the same queue, in turn, {rounds} rounds of {WorkersTeam.Count:N0} observations at once"),
            $"{one.Stand.Setting} More workers share the same processors.",
            [.. Targets(turns), Series.None("events lost or repeated", lost)]);
    }
}
