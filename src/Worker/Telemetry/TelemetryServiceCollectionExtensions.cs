using MassTransit.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Streaming.Worker.Telemetry;

internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>
    /// Collects metrics, traces and logs; they are sent by OTLP when its standard variables name an endpoint.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<WorkerMetrics>();
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(WorkerMetrics.MeterName).AddAspNetCoreInstrumentation())
            .WithTracing(traces => traces
                .AddSource(DiagnosticHeaders.DefaultListenerName)
                .AddAspNetCoreInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
        return services;
    }
}
