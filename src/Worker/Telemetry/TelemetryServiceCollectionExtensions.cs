using MassTransit.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Streaming.Worker.Telemetry;

internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>The standard switch: with <c>true</c> nothing is collected, and <c>/metrics</c> is not there.</summary>
    public const string DisabledSetting = "OTEL_SDK_DISABLED";

    /// <summary>
    /// Collects metrics for Prometheus; sends them, traces and logs by OTLP when its standard variables name an
    /// endpoint.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddInstruments();
        if (string.Equals(configuration[DisabledSetting], "true", StringComparison.OrdinalIgnoreCase))
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry().AddCollectedMetrics();
        if (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry
                .WithTracing(traces => traces
                    .AddSource(DiagnosticHeaders.DefaultListenerName)
                    .AddAspNetCoreInstrumentation())
                .WithLogging()
                .UseOtlpExporter();
        }

        return services;
    }
}
