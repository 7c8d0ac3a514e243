using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Classification.Scoring;
using Streaming.Worker.Models;

namespace Streaming.Worker.Health;

/// <summary>Ready only with a model; says which, or why there is none.</summary>
internal sealed class ModelHealthCheck(ActiveModel activeModel, ModelActivation activation) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((activeModel.Current, activation.Refusal) switch
        {
            (null, var refusal) => HealthCheckResult.Unhealthy(refusal ?? "the first model is being loaded"),
            ({ } model, null) => HealthCheckResult.Healthy($"model {model.Manifest.Version}"),
            ({ } model, { } refusal) => HealthCheckResult.Degraded($"kept model {model.Manifest.Version}: {refusal}"),
        });
}
