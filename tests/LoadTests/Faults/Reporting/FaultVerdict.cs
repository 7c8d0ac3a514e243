using System.Globalization;

namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>Compares what a scenario showed with what must hold.</summary>
internal static class FaultVerdict
{
    /// <summary>What does not hold, in words.</summary>
    public static IEnumerable<string> Missed(FaultResult result, FaultBounds bounds)
    {
        if (result.Account.Lost > 0)
        {
            yield return Invariant($"{result.Account.Lost} lost");
        }

        if (result.Account.Waiting > 0)
        {
            yield return Invariant($"{result.Account.Waiting} left in the queue");
        }

        if (result.Account.Strange > 0)
        {
            yield return Invariant($"{result.Account.Strange} events of no observation");
        }

        if (result.Recovery is not { } recovery)
        {
            yield return "events did not flow again";
        }
        else if (recovery > bounds.Recovery.TotalSeconds)
        {
            yield return Invariant($"recovery {recovery:F1} s, allowed {bounds.Recovery.TotalSeconds:F0} s");
        }

        if (result.Redelivered > bounds.Redelivered)
        {
            yield return Invariant($"{result.Redelivered} redelivered, allowed {bounds.Redelivered}");
        }

        if (result.ProcessorShare > bounds.ProcessorShare)
        {
            yield return Invariant($"{result.ProcessorShare:F2} processors, allowed {bounds.ProcessorShare:F2}");
        }

        if (result.MemoryAfter - result.MemoryBefore > bounds.MemoryGrowth)
        {
            yield return Invariant(
                $"memory {result.MemoryBefore:F0} to {result.MemoryAfter:F0} MiB, allowed {bounds.MemoryGrowth:F0} more");
        }

        foreach (var (seen, what) in bounds.IsSeen
            ? [(result.Line, "log"), (result.Reason, "readiness"), (result.Metric, "metric")]
            : ((Seen?, string)[])[])
        {
            if (seen is null || seen.After > FaultBounds.Seen.TotalSeconds)
            {
                yield return seen is null
                    ? $"not seen in {what}"
                    : Invariant($"seen in {what} only after {seen.After:F1} s");
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
