namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>The clock of the worker's machine jumps.</summary>
internal static class ClockFaults
{
    private static readonly string[] Libraries =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    ];

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "clock-jumps", "The worker's clock put forward by two hours, and back by four, for 10 s each", JumpAsync,
            new FaultOptions { Bounds = new FaultBounds { IsSeen = false } }),
    ];

    private static async Task JumpAsync(FaultStage stage)
    {
        var library = Libraries.FirstOrDefault(File.Exists)
            ?? throw new NotRunException("libfaketime is not installed");
        using var folder = new Integration.Tests.Processes.TemporaryFolder();
        var clock = folder.Combine("clock");
        await File.WriteAllTextAsync(clock, "+0", stage.Token);
        var first = stage.Running[0].Process;
        var worker = stage.StartWorker(new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = clock,
            // Else the library reads its file at every look at the clock.
            ["FAKETIME_CACHE_DURATION"] = "1",
            // A clock that is put right changes the time of day alone, not what measures durations.
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            // The library's remedy for an old C library, with which every timed wait of ours ends at once and begins anew: an
            // idle worker uses 1.4 processors with it, and 0.01 without.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        });
        await worker.Process.ReadyAsync(stage.Token);
        await first.TerminateAsync(stage.Token);
        await stage.CaughtUpAsync();
        await stage.BreakAsync(() => PutAsync("+7200"), stage.Bench.Of(10, 4), () => PutAsync("+0"));
        await stage.BreakAsync(() => PutAsync("-14400"), stage.Bench.Of(10, 4), () => PutAsync("+0"));

        Task PutAsync(string offset) => File.WriteAllTextAsync(clock, offset, stage.Token);
    }
}
