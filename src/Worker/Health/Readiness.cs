using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Streaming.Worker.Health;

/// <summary>
/// Whether the worker is ready, and if not, why: looked at every second, for the log, the metric and the sky page.
/// </summary>
internal sealed class Readiness(TimeProvider time, ILogger<Readiness> logger) : IHealthCheckPublisher
{
    private IReadOnlyList<Reason> _reasons = [new(Reason.NotConsuming, "the worker is starting")];
    private long _notReadySince = time.GetTimestamp();

    /// <summary>Why it is not ready; empty when it is.</summary>
    public IReadOnlyList<Reason> Reasons => Volatile.Read(ref _reasons);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var before = Reasons;
        var reasons = Reason.In(report);
        Volatile.Write(ref _reasons, reasons);
        if (reasons.Count == 0 && before.Count > 0)
        {
            logger.Ready(time.GetElapsedTime(_notReadySince).TotalSeconds);
        }
        else if (reasons.Count > 0 && before.Count == 0)
        {
            _notReadySince = time.GetTimestamp();
        }

        // Once for each cause, however its words go on.
        foreach (var reason in reasons.ExceptBy(before.Select(one => one.Code), one => one.Code))
        {
            logger.NotReady(reason.Code, reason.Text);
        }

        return Task.CompletedTask;
    }
}

internal static partial class Log
{
    [LoggerMessage(1501, LogLevel.Information, "Ready, after {Seconds:F1} s")]
    public static partial void Ready(this ILogger logger, double seconds);

    [LoggerMessage(1502, LogLevel.Warning, "Not ready, {Code}: {Reason}")]
    public static partial void NotReady(this ILogger logger, string code, string reason);
}
