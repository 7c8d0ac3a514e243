namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>A broker that goes away, freezes, or runs out of something.</summary>
internal static class BrokerFaults
{
    private const string Memory = "set_vm_memory_high_watermark";
    private const string Disk = "set_disk_free_limit";

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "broker-killed", "The broker killed (SIGKILL) and started again, 5 times",
            stage => RestartAsync(stage, () => stage.Broker.KillAsync(stage.Token))),
        FaultScenario.OfStream(
            "broker-stopped", "The broker stopped in order and started again, 5 times",
            stage => RestartAsync(stage, () => stage.Broker.StopAsync(stage.Token))),
        FaultScenario.OfStream(
            "broker-frozen", "The broker frozen (SIGSTOP) for 30 s",
            stage => stage.BreakAsync(
                () => stage.Broker.FreezeAsync(stage.Token),
                stage.Bench.Of(30, 12),
                () => stage.Broker.ThawAsync(stage.Token))),
        FaultScenario.OfStream(
            "memory-alarm", "The broker's memory alarm for 30 s, with observations waiting",
            stage => AlarmAsync(stage, [Memory, "absolute", "1"], [Memory, "absolute", "1GB"])),
        FaultScenario.OfStream(
            "disk-alarm", "The broker's disk alarm for 30 s, with observations waiting",
            stage => AlarmAsync(stage, [Disk, "1000000GB"], [Disk, "50MB"])),
        FaultScenario.OfStream(
            "consumer-timeout", "A worker frozen for 20 s with what it has taken, the broker's consumer timeout being 5 s",
            TimeOutAsync),
    ];

    private static async Task RestartAsync(FaultStage stage, Func<Task> takeDown)
    {
        for (var i = 0; i < stage.Bench.Of(5, 1); i++)
        {
            await stage.BreakAsync(takeDown, 1, () => stage.Broker.StartAsync(stage.Token));
            await stage.FlowAsync(2);
        }
    }

    private static Task AlarmAsync(FaultStage stage, string[] raise, string[] clear) => stage.BreakAsync(
        async () =>
        {
            // The broker tells only whom it keeps from publishing: there must be something to publish, and the publisher
            // of observations is kept from it as well.
            var worker = stage.Running[0].Process;
            worker.Freeze();
            await stage.FlowAsync(1);
            await stage.Broker.ControlAsync(raise, stage.Token);
            worker.Thaw();
        },
        stage.Bench.Of(30, 5),
        () => stage.Broker.ControlAsync(clear, stage.Token));

    private static async Task TimeOutAsync(FaultStage stage)
    {
        // A channel looks whether its consumer is too late only once in a minute by default.
        await stage.Broker.ControlAsync(
            ["eval", "application:set_env(rabbit, consumer_timeout, 5000), application:set_env(rabbit, channel_tick_interval, 1000)."],
            stage.Token);
        // A channel knows these from its beginning.
        var old = stage.Running[0];
        await stage.StartWorker().Process.ReadyAsync(stage.Token);
        await old.Process.TerminateAsync(stage.Token);
        await stage.CaughtUpAsync();
        var frozen = stage.Running[0].Process;
        await stage.BreakAsync(
            () => WorkerFaults.DoAsync(frozen.Freeze), stage.Bench.Of(20, 10), () => WorkerFaults.DoAsync(frozen.Thaw));
    }
}
