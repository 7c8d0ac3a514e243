using System.Diagnostics;
using RabbitMQ.Client;
using Streaming.Integration.Tests.Brokers;
using Streaming.LoadTests.Rounds;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>
/// A long stream with all that a night brings: rejected observations, a promotion every 20 s, a lost connection now and
/// then.
/// </summary>
internal static class SoakRun
{
    private const int SecondsOfReset = 90;
    private const int SecondsOfPromotion = 20;
    private const int SecondsOfSample = 5;

    public static async Task<SoakFigures> ExecuteAsync(
        int minutes, int rate, Action<string> tell, CancellationToken token)
    {
        using var store = new SwapStore();
        await using var broker = await BrokerChoice.StartOwnAsync(token);
        await using var host = await VirtualHost.CreateAsync(broker, token);
        var options = new FaultOptions { Rate = rate, Models = [.. store.Models.Select(model => model.Sha256)] };
        var bench = new FaultBench([broker], isQuick: false, tell);
        await using var stage = new FaultStage(bench, options, host, store.Store.Path, token);
        await using var connection = await stage.ConnectAsync(token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: token);
        await Telescope.DeclareAsync(connection, token);
        await channel.ExchangeDeclareAsync(
            SwapPromoter.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: token);
        await stage.Events.StartAsync(token);
        var worker = stage.StartWorker().Process;
        await worker.ReadyAsync(token);

        var publishing = stage.Publisher.RunAsync(token);
        var start = Stopwatch.GetTimestamp();
        var samples = new List<(int Minute, double Memory, int Handles, int Threads, int Outstanding)>();
        var (promotions, resets) = (0, 0);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var elapsed = 1; elapsed <= minutes * 60; elapsed++)
        {
            await second.WaitForNextTickAsync(token);
            if (elapsed % SecondsOfSample == 0)
            {
                samples.Add((
                    (elapsed - 1) / 60, worker.Memory.Last().Mebibytes, worker.Handles, worker.Threads,
                    stage.Account.Outstanding));
            }

            if (elapsed % SecondsOfReset == 0)
            {
                stage.Proxy.Reset();
                resets++;
            }

            if (elapsed % SecondsOfPromotion == 0)
            {
                var next = store.Models[++promotions % store.Models.Count];
                await SwapPromoter.PromoteAsync(store.Store, next, channel, token);
            }

            if (elapsed % 60 == 0)
            {
                var (minute, memory, handles, threads, outstanding) = samples[^1];
                tell(FormattableString.Invariant(
                    $"minute {minute}: {memory:F0} MiB, {handles} handles, {threads} threads, {outstanding} outstanding"));
            }
        }

        stage.Publisher.End();
        await publishing;
        await StreamedFault.EndAsync(stage);
        var latencies = stage.Account.Entries
            .Where(entry => entry.Answered > 0)
            .GroupBy(entry => (int)Stopwatch.GetElapsedTime(start, entry.Sent).TotalMinutes)
            .ToDictionary(
                group => group.Key,
                group => Percentiles.Of(group.Select(entry => Stopwatch.GetElapsedTime(entry.Sent, entry.Answered))));
        var figures = new SoakFigures
        {
            Setting = TestStand.SettingOf(connection),
            Rate = rate,
            Account = stage.Account.Close(),
            SentAgain = stage.Publisher.SentAgain,
            Promotions = promotions,
            // The first was in use from the start.
            Activations = worker.Lines.Count(line => line.Text.Contains(" is in use, before it ", StringComparison.Ordinal)) - 1,
            Resets = resets,
            Minutes =
            [
                .. samples.GroupBy(sample => sample.Minute).Select(minute => new SoakMinute(
                    minute.Key,
                    minute.Select(one => one.Memory).Median(),
                    minute.Select(one => (double)one.Handles).Median(),
                    minute.Select(one => (double)one.Threads).Median(),
                    minute.Select(one => (double)one.Outstanding).Median(),
                    latencies[minute.Key].P50,
                    latencies[minute.Key].P99)),
            ],
        };
        return figures with { Missed = [.. SoakVerdict.Missed(figures)] };
    }
}
