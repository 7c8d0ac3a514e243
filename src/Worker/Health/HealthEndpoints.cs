using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Classification.Scoring;
using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Streaming.Worker.Models;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Health;

internal static class HealthEndpoints
{
    private const string Live = "live";

    // MassTransit registers its bus check under this tag.
    private const string Ready = "ready";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        Add("model", Ready, of => HealthChecks.OfModel(
            of.GetRequiredService<ActiveModel>(), of.GetRequiredService<ModelActivation>()));
        Add("consuming", Ready, of => HealthChecks.OfConsuming(of.GetRequiredService<ObservationConsumption>()));
        Add("batches", Ready, of => HealthChecks.OfBatches(of.GetRequiredService<BatchProgress>()));
        Add("broker", Ready, of => HealthChecks.OfBroker(of.GetService<RabbitMqOutcomePublisher>()));
        Add("bindings", Ready, of => HealthChecks.OfBindings(of.GetService<BindingWatch>()));
        Add("stuck-batch", Live, of => HealthChecks.OfLife(of.GetRequiredService<BatchProgress>()));
        services.Configure<HealthCheckPublisherOptions>(options =>
        {
            (options.Delay, options.Period) = (LookEvery, LookEvery);
            options.Predicate = check => check.Tags.Contains(Ready);
        });
        services.AddSingleton<Readiness>();
        return services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<Readiness>());

        void Add(string name, string tag, Func<IServiceProvider, HealthCheckResult> check) => services
            .AddHealthChecks()
            .Add(new HealthCheckRegistration(name, provider => new Check(() => check(provider)), null, [tag]));
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
        Reasons = Reason.In(report),
        Checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { Status = entry.Value.Status.ToString(), entry.Value.Description }),
    });

    private sealed class Check(Func<HealthCheckResult> check) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(check());
    }
}
