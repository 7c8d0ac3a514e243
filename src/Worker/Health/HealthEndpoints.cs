using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Streaming.Worker.Health;

internal static class HealthEndpoints
{
    private const string Live = "live";

    // MassTransit registers its bus check under this tag.
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<ModelHealthCheck>("model", tags: [Ready])
            .AddCheck<ConsumingHealthCheck>("consuming", tags: [Ready])
            .AddCheck<ScoringHealthCheck>("batches", tags: [Ready])
            .AddCheck<StuckBatchHealthCheck>("stuck-batch", tags: [Live]);
        return services;
    }

    /// <summary>Maps <c>/health/live</c> (restart me?) and <c>/health/ready</c> (do I consume and classify?).</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        foreach (var tag in (string[])[Live, Ready])
        {
            app.MapHealthChecks($"/health/{tag}", new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(tag),
                ResponseWriter = WriteAsync,
            }).DisableHttpMetrics();
        }
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = report.Status.ToString(),
        Checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { Status = entry.Value.Status.ToString(), entry.Value.Description }),
    });
}
