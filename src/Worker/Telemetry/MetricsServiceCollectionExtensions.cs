using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Streaming.Worker.Telemetry;

internal static class MetricsServiceCollectionExtensions
{
    public const string Path = "/metrics";

    /// <summary>The worker's instruments and spans. Nothing is collected unless somebody listens.</summary>
    public static IServiceCollection AddInstruments(this IServiceCollection services) =>
        services.AddSingleton<WorkerMetrics>().AddSingleton<WorkerSpans>().AddHostedService<StateMetrics>();

    /// <summary>Collects metrics for <see cref="MapMetrics"/>.</summary>
    public static IOpenTelemetryBuilder AddCollectedMetrics(this IOpenTelemetryBuilder telemetry) =>
        telemetry.WithMetrics(metrics => metrics
            .AddMeter(WorkerMetrics.MeterName, "System.Runtime", "Microsoft.AspNetCore.Hosting")
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false));

    /// <summary>Maps the endpoint that Prometheus reads, unless telemetry is switched off.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<MeterProvider>() is not null)
        {
            app.MapPrometheusScrapingEndpoint(Path).DisableHttpMetrics();
        }
    }
}
