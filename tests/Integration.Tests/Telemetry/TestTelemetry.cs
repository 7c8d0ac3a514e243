using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Streaming.Integration.Tests.Telemetry;

/// <summary>Sends the spans of the tests' own publishers and subscribers, as theirs would in production.</summary>
internal static class TestTelemetry
{
    public const string ServiceName = "observatory";

    /// <summary>Starts to collect; what is disposed has sent all.</summary>
    public static IDisposable Start(OtlpReceiver receiver, params string[] sources)
    {
        var settings = receiver.Settings;
        settings["OTEL_SERVICE_NAME"] = ServiceName;
        return OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.Services.AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            telemetry.WithTracing(traces => traces.AddSource(sources)).UseOtlpExporter();
        });
    }
}
