using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Health;

/// <summary>Ready only when the queue is being consumed.</summary>
internal sealed class ConsumingHealthCheck(ObservationConsumption consumption) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(consumption.IsConsuming
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the queue is not being consumed"));
}
