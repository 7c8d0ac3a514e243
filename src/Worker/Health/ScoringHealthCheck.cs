using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Health;

/// <summary>Not ready while the last batch ended in a fault.</summary>
internal sealed class ScoringHealthCheck(BatchProgress progress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(progress.LastFault is { } fault
            ? HealthCheckResult.Unhealthy($"the last batch failed: {fault.Message}")
            : HealthCheckResult.Healthy());
}
