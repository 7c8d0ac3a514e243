using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Health;

/// <summary>
/// Not alive when a batch has been in work for longer than every pause and time limit on its way could explain: a
/// worker that looks healthy and does nothing should be started anew.
/// </summary>
internal sealed class StuckBatchHealthCheck(BatchProgress progress) : IHealthCheck
{
    // The longest honest batch: 6 s of pauses between scorings, 30 s for its confirms, 1 s after a fault.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = progress.OldestAge();
        return Task.FromResult(age > Longest
            ? HealthCheckResult.Unhealthy($"a batch has been in work for {age.TotalSeconds:F0} s")
            : HealthCheckResult.Healthy());
    }
}
