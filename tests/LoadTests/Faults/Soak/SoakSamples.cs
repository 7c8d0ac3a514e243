using System.Diagnostics;
using Streaming.LoadTests.Faults.Accounting;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>What a worker held, now and then, and by the minute.</summary>
internal sealed class SoakSamples
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<Sample> _samples = [];

    /// <summary>Takes one and returns it in words.</summary>
    public string Take(MeasuredProcess worker, int outstanding)
    {
        var sample = new Sample(
            MinuteOf(Stopwatch.GetTimestamp()),
            worker.Memory.Last().Mebibytes,
            worker.Handles,
            worker.Threads,
            outstanding);
        _samples.Add(sample);
        return FormattableString.Invariant(
            $"minute {sample.Minute}: {sample.Memory:F0} MiB, {sample.Handles} handles, {sample.Threads} threads, ")
            + FormattableString.Invariant($"{outstanding} outstanding");
    }

    /// <summary>The medians of each minute, and the latency of what was published in it.</summary>
    public IReadOnlyList<SoakMinute> Minutes(IEnumerable<AccountEntry> entries)
    {
        var latencies = entries
            .Where(entry => entry.Answered > 0)
            .GroupBy(entry => MinuteOf(entry.Sent))
            .ToDictionary(
                minute => minute.Key,
                minute => Percentiles.Of(
                    minute.Select(entry => Stopwatch.GetElapsedTime(entry.Sent, entry.Answered))));
        return
        [
            .. _samples.Where(sample => latencies.ContainsKey(sample.Minute)).GroupBy(sample => sample.Minute).Select(
                minute => new SoakMinute(
                    minute.Key,
                    minute.Select(one => one.Memory).Median(),
                    minute.Select(one => one.Handles).Median(),
                    minute.Select(one => one.Threads).Median(),
                    minute.Select(one => one.Outstanding).Median(),
                    latencies[minute.Key].P50,
                    latencies[minute.Key].P99)),
        ];
    }

    private int MinuteOf(long at) => (int)Stopwatch.GetElapsedTime(_start, at).TotalMinutes;

    private sealed record Sample(int Minute, double Memory, double Handles, double Threads, double Outstanding);
}
