using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Streaming.Trainer.Telemetry;

/// <summary>Telemetry of the commands that run as services, by OpenTelemetry's standard settings.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    public const string DisabledSetting = "OTEL_SDK_DISABLED";
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The exporter reads it as well, and <c>OTEL_EXPORTER_PROMETHEUS_HOST</c> beside it.</summary>
    public const string PortSetting = "OTEL_EXPORTER_PROMETHEUS_PORT";

    /// <summary>With this host, metrics are served on every address.</summary>
    public const string EveryAddress = "0.0.0.0";

    private const string ServiceName = "streaming-trainer";

    /// <summary>
    /// Sends metrics and logs by OTLP when an endpoint is set, and serves metrics to Prometheus when a port is set. With
    /// neither, or when telemetry is switched off, nothing is collected.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics().AddSingleton<TrainerMetrics>();
        if (string.Equals(configuration[DisabledSetting], "true", StringComparison.OrdinalIgnoreCase))
        {
            return services;
        }

        var sends = !string.IsNullOrEmpty(configuration[EndpointSetting]);
        var serves = !string.IsNullOrEmpty(configuration[PortSetting]);
        if (sends || serves)
        {
            var version = typeof(TrainerMetrics).Assembly.GetName().Version!.ToString(3);
            services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: version))
                .WithMetrics(metrics => Collect(metrics, serves));
        }

        if (sends)
        {
            services.AddOpenTelemetry().WithLogging().UseOtlpExporter();
        }

        return services;
    }

    private static void Collect(MeterProviderBuilder metrics, bool serves)
    {
        metrics.AddMeter(TrainerMetrics.MeterName, "System.Runtime");
        if (serves)
        {
            metrics.AddPrometheusHttpListener(Serve);
        }
    }

    private static void Serve(PrometheusHttpListenerOptions prometheus)
    {
        prometheus.ScopeInfoEnabled = false;
        if (prometheus.Host == EveryAddress)
        {
            // The listener takes a host for a name that a request must give, and this one for none.
            prometheus.ConfigureHttpListener = static (options, listener) =>
            {
                listener.Prefixes.Clear();
                listener.Prefixes.Add($"http://+:{options.Port}{options.ScrapeEndpointPath}/");
            };
        }
    }
}
