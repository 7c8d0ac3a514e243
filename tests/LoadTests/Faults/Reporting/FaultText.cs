using System.Globalization;

namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>Words a result for whoever runs it.</summary>
internal static class FaultText
{
    public static string Of(FaultResult result)
    {
        var (account, seen) = (result.Account, (Seen?[])[result.Line, result.Reason, result.Metric]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {result.Name}: {(result.Missed.Count == 0 ? "held" : "MISSED: " + string.Join("; ", result.Missed))}
              sent {account.Sent} = classified {account.Classified} + rejected {account.Rejected} + set aside {account.SetAside} + waiting {account.Waiting} + removed {account.Removed} + lost {account.Lost}
              repeated {account.Repeated}, sent again {result.SentAgain}, returned {result.Returned}, redelivered {result.Redelivered}
              {result.Faults} faults, recovery {result.Recovery:F1} s at most, {result.MedianRecovery:F1} s in the middle
              processors {result.ProcessorShare:F2}, memory {result.MemoryBefore:F0} then {result.MemoryAfter:F0} MiB
              seen: {string.Join("\n        ", seen.Select(one => one is null ? "-" : $"{one.After:F1} s {one.Code}: {one.Text}"))}
            """);
    }
}
