using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Streaming.Worker.Health;
using Streaming.Worker.Http;
using Streaming.Worker.Sky;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker;

/// <summary>The hosted worker: consumes, classifies, publishes, and answers over HTTP.</summary>
internal static class WorkerApplication
{
    public const string DefaultUrl = "http://localhost:8080";

    /// <param name="settings">
    /// Settings of the form <c>--Section:Name=value</c>, which override every other source.
    /// </param>
    /// <exception cref="FailureException">A setting cannot be used.</exception>
    public static WebApplication Build(params string[] settings)
    {
        // Settings stand beside the assembly, whatever folder the worker is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        // A failed start ends in one line of ours (see WorkerCommand), not in the host's stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var broker = RabbitMqAddress.From(builder.Configuration);
        builder.Services
            .AddTelemetry(builder.Configuration)
            .AddModels()
            .AddMessaging(broker)
            .AddModelMessages(broker)
            .AddHealth()
            .AddSky()
            .AddProblemDetails()
            .AddOpenApi();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapHealth();
        app.MapMetrics();
        app.MapSettings();
        app.MapPredict();
        app.MapSky();
        app.MapOpenApi();
        return app;
    }
}
