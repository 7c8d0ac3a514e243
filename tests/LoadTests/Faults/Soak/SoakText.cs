using System.Globalization;
using System.Text;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>Words a soak for people.</summary>
internal static class SoakText
{
    /// <summary>What was found, and a table of the minutes.</summary>
    public static string Of(SoakFigures soak)
    {
        var account = soak.Account;
        var (memory, handles, threads) = (Of(minute => minute.Memory), Of(minute => minute.Handles), Of(minute => minute.Threads));
        var text = new StringBuilder().Append(Invariant($"""
            {soak.Setting}

            {soak.Minutes.Count} minutes at {soak.Rate:N0} observations a second, {soak.Promotions} promotions ({soak.Activations} activations),
            {soak.Resets} resets of all connections. Sent {account.Sent:N0}, classified {account.Classified:N0}, rejected {account.Rejected:N0}, lost {account.Lost:N0},
            repeated {account.Repeated:N0}. Medians of the first and the last third after {SoakVerdict.WarmUp(soak.Minutes.Count)} minutes of warm-up:
            memory {memory.First:F0} and {memory.Last:F0} MiB ({(memory.Last / memory.First) - 1:+0.0 %;-0.0 %}), handles {handles.First:F0} and {handles.Last:F0},
            threads {threads.First:F0} and {threads.Last:F0}. {Verdict(soak)}


            """));
        text.Append("| minute | memory, MiB | handles | threads | outstanding | latency p50, ms | p99, ms |\n");
        text.Append("|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var minute in soak.Minutes)
        {
            text.Append(Invariant($"| {minute.Minute} | {minute.Memory:F0} | {minute.Handles:F0} | {minute.Threads:F0} "))
                .Append(Invariant($"| {minute.Outstanding:F0} | {minute.P50:F1} | {minute.P99:F1} |\n"));
        }

        return text.ToString();

        (double First, double Last) Of(Func<SoakMinute, double> value) => SoakVerdict.Thirds(soak.Minutes, value);
    }

    private static string Verdict(SoakFigures soak) =>
        soak.Missed.Count == 0 ? "All of it held." : $"**missed**: {string.Join("; ", soak.Missed)}.";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
