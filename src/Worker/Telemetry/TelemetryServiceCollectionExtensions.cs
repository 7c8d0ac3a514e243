using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Streaming.Worker.Models;

namespace Streaming.Worker.Telemetry;

internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>The standard switch: with <c>true</c> nothing is collected, and <c>/metrics</c> is not there.</summary>
    public const string DisabledSetting = "OTEL_SDK_DISABLED";

    private const string ServiceName = "streaming-worker";

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

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, configuration))
            .AddCollectedMetrics();
        string[] signals = ["TRACES", "METRICS", "LOGS"];
        if (!signals.Any(signal => HasEndpoint(configuration, signal)))
        {
            return services;
        }

        telemetry.UseOtlpExporter();
        if (HasEndpoint(configuration, "TRACES"))
        {
            telemetry.WithTracing(AddTraces);
        }

        if (HasEndpoint(configuration, "LOGS"))
        {
            telemetry.WithLogging();
        }

        return services;
    }

    // Neither MassTransit's spans nor those of RabbitMQ's client: they would tell of each message again (ADR 15).
    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddSource(WorkerSpans.SourceName)
        .AddAspNetCoreInstrumentation(http => http.Filter = request =>
            !request.Request.Path.StartsWithSegments("/health") && !request.Request.Path.StartsWithSegments("/metrics"));

    private static void Describe(ResourceBuilder resource, IConfiguration configuration)
    {
        var instance = configuration.GetSection(InstanceOptions.SectionName).Get<InstanceOptions>() ?? new();
        var version = typeof(WorkerSpans).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        resource
            .AddService(ServiceName, serviceVersion: version?.InformationalVersion, serviceInstanceId: instance.Name)
            // Last: what the standard variables say goes before what we say.
            .AddEnvironmentVariableDetector();
    }

    private static bool HasEndpoint(IConfiguration configuration, string signal) =>
        !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
        || !string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);
}
