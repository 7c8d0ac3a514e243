using System.Globalization;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>Compares the first and the last third of a soak, after its warm-up.</summary>
internal static class SoakVerdict
{
    /// <summary>Most that memory may grow from the first third to the last.</summary>
    public const double MemoryGrowth = 0.05;

    private const double WarmUpShare = 0.2;
    private const double MoreHandles = 5;
    private const double MoreThreads = 3;
    private const double SlowerP50 = 1.25;
    private const double SlowerP99 = 2;

    /// <summary>Minutes at the beginning that are left out: there the code is still compiled.</summary>
    public static int WarmUp(int minutes) => (int)Math.Ceiling(minutes * WarmUpShare);

    /// <summary>The medians of the first and of the last third after the warm-up.</summary>
    public static (double First, double Last) Thirds(IReadOnlyList<SoakMinute> minutes, Func<SoakMinute, double> value)
    {
        var settled = minutes.Skip(WarmUp(minutes.Count)).Select(value).ToList();
        var third = Math.Max(1, settled.Count / 3);
        return (settled.Take(third).Median(), settled.TakeLast(third).Median());
    }

    /// <summary>What does not hold, in words.</summary>
    public static IEnumerable<string> Missed(SoakFigures soak)
    {
        if (soak.Account is not { Lost: 0, Waiting: 0, Strange: 0, SetAside: 0 })
        {
            yield return Invariant(
                $"{soak.Account.Lost} lost, {soak.Account.Waiting} left, {soak.Account.SetAside} set aside");
        }

        if (soak.Activations != soak.Promotions)
        {
            yield return Invariant($"{soak.Activations} activations of {soak.Promotions} promotions");
        }

        foreach (var (what, value, most) in Limits(soak.Rate))
        {
            var (first, last) = Thirds(soak.Minutes, value);
            if (last > most(first))
            {
                yield return Invariant($"{what} from {first:F1} to {last:F1}, allowed {most(first):F1}");
            }
        }
    }

    private static IEnumerable<(string What, Func<SoakMinute, double> Value, Func<double, double> Most)> Limits(int rate) =>
    [
        ("memory, MiB,", minute => minute.Memory, first => first * (1 + MemoryGrowth)),
        ("handles", minute => minute.Handles, first => first + MoreHandles),
        ("threads", minute => minute.Threads, first => first + MoreThreads),
        // Half a second of the stream.
        ("outstanding observations", minute => minute.Outstanding, first => first + (rate / 2.0)),
        ("latency, p50, ms,", minute => minute.P50, first => first * SlowerP50),
        ("latency, p99, ms,", minute => minute.P99, first => first * SlowerP99),
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
