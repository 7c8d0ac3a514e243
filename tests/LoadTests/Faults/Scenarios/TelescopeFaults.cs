using System.Globalization;
using System.Text.Json;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Faults.Accounting;
using Streaming.Simulation;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary><c>telescope publish</c> beside the paced publisher: it is killed, or its broker is.</summary>
internal static class TelescopeFaults
{
    private const int Seed = 5;
    private const int Rate = 1_000;

    private static readonly FaultOptions Options = new() { Rate = 200, Bounds = new FaultBounds { IsSeen = false } };

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "publisher-killed", "telescope publish killed (SIGKILL) in the middle of its night, and the night published "
            + "again from its start", KillAsync, Options),
        FaultScenario.OfStream(
            "publisher-broker-killed", "The broker killed and started again under telescope publish, which goes on by "
            + "itself", KillBrokerAsync, Options with { Bounds = new FaultBounds() }),
    ];

    private static async Task KillAsync(FaultStage stage)
    {
        var count = stage.Bench.Of(15_000, 4_000);
        var entries = Open(stage, count);
        await stage.BreakAsync(
            async () =>
            {
                await using var victim = Start(stage, count);
                await stage.FlowAsync(count / 2.0 / Rate);
                victim.Kill();
                await victim.ExitAsync(stage.Token);
            });
        await using var second = Start(stage, count);
        await EndAsync(stage, second, entries);
    }

    private static async Task KillBrokerAsync(FaultStage stage)
    {
        var count = stage.Bench.Of(15_000, 4_000);
        var entries = Open(stage, count);
        await using var telescope = Start(stage, count);
        await stage.FlowAsync(count / 3.0 / Rate);
        await stage.BreakAsync(
            () => stage.Broker.KillAsync(stage.Token), 1, () => stage.Broker.StartAsync(stage.Token));
        await EndAsync(stage, telescope, entries);
    }

    private static List<AccountEntry> Open(FaultStage stage, int count) =>
    [
        .. new SimulatedNight(new NightOptions { Seed = Seed }).Observe(count).Select(simulated => stage.Account.Open(
            JsonSerializer.SerializeToUtf8Bytes(simulated.Observation, JsonSerializerOptions.Web),
            simulated.Observation)!),
    ];

    private static ChildProcess Start(FaultStage stage, int count) => ChildProcess.Start(
        "dotnet",
        [
            Checkout.TelescopeAssembly, "publish",
            "--simulate", count.ToString(CultureInfo.InvariantCulture),
            "--seed", Seed.ToString(CultureInfo.InvariantCulture),
            "--rate", Rate.ToString(CultureInfo.InvariantCulture),
            "--broker", stage.Host.Address.AbsoluteUri,
        ],
        new Dictionary<string, string?>());

    private static async Task EndAsync(FaultStage stage, ChildProcess telescope, List<AccountEntry> entries)
    {
        if (await telescope.ExitAsync(stage.Token) is not 0 and var code)
        {
            throw new InvalidOperationException($"telescope publish ended with {code}: {telescope.Errors}");
        }

        // It ends well only when the broker has confirmed every one.
        entries.ForEach(stage.Account.Confirm);
    }
}
