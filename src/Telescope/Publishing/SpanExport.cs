using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Streaming.Telescope.Publishing;

/// <summary>Sends spans by OTLP, when its standard variables name an endpoint.</summary>
internal static class SpanExport
{
    private const string ServiceName = "streaming-telescope";

    // One in a hundred messages is enough to see how a night fares, and costs nothing worth mentioning.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
        ["OTEL_TRACES_SAMPLER_ARG"] = "0.01",
        ["OTEL_BSP_MAX_QUEUE_SIZE"] = "20000",
    };

    /// <summary>Starts to collect spans.</summary>
    /// <returns>What sends the rest of them when it is disposed; null when there is no endpoint.</returns>
    public static IDisposable? Start()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Defaults)
            .AddEnvironmentVariables()
            .Build();
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            && string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]))
            return null;

        return OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.Services.AddSingleton<IConfiguration>(configuration);
            telemetry
                .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
                .WithTracing(traces => traces.AddSource(PublishSpans.SourceName))
                .UseOtlpExporter();
        });
    }
}
