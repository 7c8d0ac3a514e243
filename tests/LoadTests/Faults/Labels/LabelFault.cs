using System.Diagnostics;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.LoadTests.Faults.Accounting;
using Streaming.LoadTests.Faults.Reporting;
using Streaming.LoadTests.Faults.Watching;

namespace Streaming.LoadTests.Faults.Labels;

/// <summary>Plays a scenario around labels on their way into a store. What is classified elsewhere is stored here.</summary>
internal static class LabelFault
{
    private const int Rate = 400;
    private const double Calm = 3;

    private static readonly DateTimeOffset Night = new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<FaultResult> RunAsync(
        FaultBench bench,
        string name,
        string what,
        (string[] Arguments, Dictionary<string, string?> Settings) store,
        Func<LabelCollector, List<FaultSpan>, Task> play,
        FaultBounds bounds,
        CancellationToken token)
    {
        await using var host = await VirtualHost.CreateAsync(bench.Broker, token);
        await using var spectrograph = await LabelSender.ConnectAsync(host, token);
        await using var collector = new LabelCollector(host.Address, store);
        await collector.StartAsync(token);
        await using var redeliveries = new Redeliveries(host, LabelsTopology.Queue);
        var account = new Account([]);
        var publisher = new PacedPublisher(host.ConnectAsync, account, Write(account), Rate);
        var publishing = publisher.RunAsync(token);
        await PauseAsync(Calm, token);
        var faults = new List<FaultSpan>();
        await play(collector, faults);
        await PauseAsync(Calm, token);
        publisher.End();
        var ended = Stopwatch.GetTimestamp();
        await publishing;
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(token))
        {
            limit.CancelAfter(Patience);
            await ((Task)host.EmptyAsync(LabelsTopology.Queue, TimeSpan.FromMilliseconds(500), limit.Token))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await collector.Process.TerminateAsync(token);
        var waiting = (int)await spectrograph.WaitingAsync(LabelsTopology.Queue, token);
        var stored = await collector.CountAsync(token);
        var sent = account.Close().Sent;
        var recoveries = faults.Select((fault, i) => Recovery.Of(
            collector.Stored, fault.Ended, i + 1 < faults.Count ? faults[i + 1].Began : ended)?.TotalSeconds).ToList();
        var line = collector.Warnings.Where(one => one.At >= faults[0].Began && one.At <= ended).MinBy(one => one.At);
        var result = new FaultResult
        {
            Name = name,
            What = what,
            Account = new AccountFigures(sent, stored, 0, 0, waiting, 0, sent - stored - waiting, 0, 0),
            SentAgain = publisher.SentAgain,
            Returned = publisher.Returned,
            Redelivered = redeliveries.Count,
            Faults = faults.Count,
            Recovery = recoveries.Contains(null) ? null : recoveries.Max(),
            MedianRecovery = recoveries.Contains(null) ? null : recoveries.OfType<double>().Median(),
            Line = line is null ? null : Seen.Of(line, faults[0].Began),
        };
        return result with { Missed = [.. FaultVerdict.Missed(result, bounds)] };
    }

    /// <summary>Breaks something for so many seconds, and waits for a while.</summary>
    public static async Task BreakAsync(
        List<FaultSpan> faults, Func<Task> begin, double seconds, Func<Task> end, CancellationToken token)
    {
        var began = Stopwatch.GetTimestamp();
        await begin();
        await PauseAsync(seconds, token);
        await end();
        faults.Add(new FaultSpan(began, Stopwatch.GetTimestamp(), 0));
        await PauseAsync(Calm, token);
    }

    private static IEnumerable<Letter> Write(Account account) => LabelSender.Simulated(int.MaxValue, Night)
        .Select(LabelSender.Serialize)
        .Select(body => new Letter(account.Open(body, sound: null)!, body) { Exchange = LabelsTopology.Exchange });

    private static Task PauseAsync(double seconds, CancellationToken token) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), token);
}
