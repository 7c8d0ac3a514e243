using System.Diagnostics;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Faults.Reporting;
using Streaming.LoadTests.Faults.Watching;
using Streaming.LoadTests.Rounds;

namespace Streaming.LoadTests.Faults;

/// <summary>Plays a scenario around a stream of observations, from nothing to the account.</summary>
internal static class StreamedFault
{
    // Seconds before the first fault and after the last: the code is compiled, and a recovery can be seen.
    private const int Calm = 3;
    private const int QuickCalm = 1;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    public static async Task<FaultResult> RunAsync(
        FaultBench bench,
        string name,
        string what,
        Func<FaultStage, Task> play,
        FaultOptions options,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var token = limit.Token;
        using var folder = new TemporaryFolder();
        var store = options.Store?.Invoke(folder) ?? Checkout.Models;
        await using var host = await VirtualHost.CreateAsync(bench.Broker, token);
        await using var stage = new FaultStage(bench, options, host, store, token);
        string setting;
        await using (var connection = await stage.ConnectAsync(token))
        {
            setting = TestStand.SettingOf(connection);
            await Telescope.DeclareAsync(connection, token);
        }

        await stage.Events.StartAsync(token);
        foreach (var _ in Enumerable.Range(0, options.Workers))
        {
            stage.StartWorker();
        }

        foreach (var worker in stage.Running)
        {
            await worker.Process.ReadyAsync(token);
        }

        await using var redeliveries = new Redeliveries(host, ObservationsTopology.Queue);
        var publishing = stage.Publisher.RunAsync(token);
        await stage.FlowAsync(bench.Of(Calm, QuickCalm));
        await stage.CaughtUpAsync();
        await play(stage);
        await stage.FlowAsync(bench.Of(Calm, QuickCalm));
        stage.Publisher.End();
        var ended = Stopwatch.GetTimestamp();
        await publishing;
        await EndAsync(stage);
        return FaultResult.Of(name, what, stage, options.Bounds, ended, redeliveries.Count) with { Setting = setting };
    }

    /// <summary>Waits for the last events, stops the workers, and looks what is left in the queues.</summary>
    public static async Task EndAsync(FaultStage stage)
    {
        await AnsweredOrSilenceAsync(stage);
        await StopAsync(stage);
        await SettleAsync(stage);
    }

    private static async Task AnsweredOrSilenceAsync(FaultStage stage)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var (before, since) = (-1, Stopwatch.GetTimestamp());
        while (stage.Account.Outstanding > 0 && Stopwatch.GetElapsedTime(since) < Silence)
        {
            (before, since) = stage.Account.Answered == before
                ? (before, since)
                : (stage.Account.Answered, Stopwatch.GetTimestamp());
            await timer.WaitForNextTickAsync(stage.Token);
        }
    }

    // In order: what they had taken they have published, and acknowledged.
    private static async Task StopAsync(FaultStage stage)
    {
        foreach (var worker in stage.Running)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stage.Token);
            limit.CancelAfter(StopLimit);
            try
            {
                await worker.Process.TerminateAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!stage.Token.IsCancellationRequested)
            {
                stage.Bench.Tell($"a worker did not end within {StopLimit.TotalSeconds:F0} s");
                await worker.Process.KillAsync(stage.Token);
            }
        }

        // The last repeats are on their way, and so is the broker's own count of redeliveries.
        await stage.FlowAsync(2);
    }

    private static async Task SettleAsync(FaultStage stage)
    {
        await using var connection = await stage.ConnectAsync(stage.Token);
        foreach (var queue in (string[])["observations", "observations_error", "observations_skipped", "observations_dead"])
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: stage.Token);
            try
            {
                while (await channel.BasicGetAsync(queue, autoAck: true, stage.Token) is { } message)
                {
                    stage.Account.NoteIn(message.Body.ToArray(), queue == ObservationsTopology.Queue);
                }
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                // There is no such queue.
            }
        }
    }
}
