using Streaming.Contracts;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>Workers that die, stop or freeze.</summary>
internal static class WorkerFaults
{
    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "worker-killed", "One of two workers killed (SIGKILL) and another started, 20 times", KillAsync,
            new FaultOptions { Workers = 2, Bounds = new FaultBounds { IsSeen = false, MemoryGrowth = 400 } }),
        FaultScenario.OfStream(
            "rolling-update", "Three workers replaced in turn (SIGTERM), 5 times", RollAsync,
            new FaultOptions { Workers = 3, Bounds = Clean }),
        FaultScenario.OfStream(
            "clean-stops", "The only worker stopped (SIGTERM) under full load and started again, 10 times", StopAsync,
            new FaultOptions { Bounds = Clean }),
        FaultScenario.OfStream(
            "delivery-limit", "A delivery limit of 5 by policy, with dead letters; the only worker frozen for 2 s with what it has taken, then "
            + "killed (SIGKILL), and another started, 20 times", LimitAsync,
            new FaultOptions { Bounds = new FaultBounds { IsSeen = false, MemoryGrowth = 400 } }),
        FaultScenario.OfStream(
            "worker-frozen", "One of two workers frozen (SIGSTOP) for 30 s with what it has taken, then thawed",
            FreezeAsync,
            // A frozen process says nothing: whoever asks it gets no answer.
            new FaultOptions { Workers = 2, Bounds = new FaultBounds { IsSeen = false } }),
    ];

    private static FaultBounds Clean => new() { IsSeen = false, Redelivered = 0, MemoryGrowth = 400 };

    private static async Task KillAsync(FaultStage stage)
    {
        for (var i = 0; i < stage.Bench.Of(20, 2); i++)
        {
            var victim = stage.Running[0];
            await stage.BreakAsync(async () =>
            {
                await victim.Process.KillAsync(stage.Token);
                stage.StartWorker();
            });
            await stage.Running[^1].Process.ReadyAsync(stage.Token);
        }
    }

    private static async Task LimitAsync(FaultStage stage)
    {
        // Without somewhere to put them, a worker would refuse to consume under such a limit.
        await stage.Host.SetPolicyAsync(
            "limit",
            $"^{ObservationsTopology.Queue}$",
            new Dictionary<string, object>
            {
                ["delivery-limit"] = 5,
                ["dead-letter-exchange"] = ObservationsTopology.Dead,
                ["dead-letter-strategy"] = "at-least-once",
                ["overflow"] = "reject-publish",
            },
            priority: 0,
            stage.Token);
        for (var i = 0; i < stage.Bench.Of(20, 2); i++)
        {
            var victim = stage.Running[0].Process;
            await stage.BreakAsync(
                () => DoAsync(victim.Freeze),
                2,
                async () =>
                {
                    await victim.KillAsync(stage.Token);
                    await stage.StartWorker().Process.ReadyAsync(stage.Token);
                });
        }
    }

    private static async Task RollAsync(FaultStage stage)
    {
        for (var i = 0; i < stage.Bench.Of(5, 1); i++)
        {
            foreach (var old in stage.Running)
            {
                // As Kubernetes does: the new one is ready before the old one is told to end.
                await stage.StartWorker().Process.ReadyAsync(stage.Token);
                await stage.BreakAsync(() => EndAsync(stage, old));
            }
        }
    }

    private static async Task StopAsync(FaultStage stage)
    {
        for (var i = 0; i < stage.Bench.Of(10, 1); i++)
        {
            var old = stage.Running[0];
            await stage.BreakAsync(() => EndAsync(stage, old), 0, () => stage.StartWorker().Process.ReadyAsync(stage.Token));
            await stage.FlowAsync(1);
        }
    }

    private static async Task EndAsync(FaultStage stage, Watching.WatchedWorker worker)
    {
        if (await worker.Process.TerminateAsync(stage.Token) is not 0 and var code)
        {
            throw new InvalidOperationException($"a worker that was told to end ended with {code}");
        }
    }

    private static async Task FreezeAsync(FaultStage stage)
    {
        var frozen = stage.Running[0].Process;
        await stage.BreakAsync(
            () => DoAsync(frozen.Freeze), stage.Bench.Of(30, 6), () => DoAsync(frozen.Thaw));
    }

    /// <summary>What takes no time, as a part of a fault.</summary>
    public static Task DoAsync(Action what)
    {
        what();
        return Task.CompletedTask;
    }
}
