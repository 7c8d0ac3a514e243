using Streaming.Integration.Tests.Processes;
using Streaming.LoadTests.Faults.Labels;
using Streaming.LoadTests.Faults.Reporting;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>The collection of labels is killed, or its database goes away.</summary>
internal static class LabelFaults
{
    private const string Killed =
        "trainer labels collect killed (SIGKILL) and started again, 5 times; classified are the labels stored";

    private const string Stopped =
        "PostgreSQL stopped for 15 s under trainer labels collect; classified are the labels stored";

    public static IEnumerable<FaultScenario> All { get; } =
    [
        new("labels-killed", Killed, KillAsync), new("postgresql-stopped", Stopped, StopAsync),
    ];

    private static async Task<FaultResult> KillAsync(FaultBench bench, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        return await LabelFault.RunAsync(
            bench,
            "labels-killed",
            Killed,
            (["--labels", folder.Combine("labels.db")], []),
            async (collector, faults) =>
            {
                for (var i = 0; i < bench.Of(5, 1); i++)
                {
                    await LabelFault.BreakAsync(
                        faults, () => collector.Process.KillAsync(token), 1, () => collector.StartAsync(token), token);
                }
            },
            new FaultBounds { IsSeen = false },
            token);
    }

    private static async Task<FaultResult> StopAsync(FaultBench bench, CancellationToken token)
    {
        await using var server = LocalPostgreSql.Find() ?? throw new NotRunException("PostgreSQL is not installed");
        await server.StartAsync(token);
        return await LabelFault.RunAsync(
            bench,
            "postgresql-stopped",
            Stopped,
            ([], new Dictionary<string, string?> { ["ConnectionStrings__Labels"] = server.ConnectionString("postgres") }),
            (_, faults) => LabelFault.BreakAsync(
                faults, () => server.StopAsync(token), bench.Of(15, 5), () => server.StartAsync(token), token),
            // What cannot be stored is held, not handed back: a broker that counts deliveries would drop it in the end.
            new FaultBounds { IsSeen = false, Redelivered = 0 },
            token);
    }
}
