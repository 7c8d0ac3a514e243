using Streaming.Worker.Access;
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
        SecretConfiguration.AddTo(builder.Configuration);
        var listeners = new Listeners(builder.Configuration);
        builder.WebHost.UseUrls(listeners.Urls).ConfigureKestrel(HttpLimits.Configure);

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
            .AddHttpLimits()
            .AddAccess(builder.Configuration)
            .Configure<ExceptionHandlerOptions>(SurfaceEndpoints.Refuse)
            .AddProblemDetails()
            .AddOpenApi();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAccess(listeners);
        app.MapHealth();
        // Who may see the figures may see what makes them.
        app.MapSurface(Surface.Metrics, metrics =>
        {
            metrics.MapMetrics();
            metrics.MapSettings();
        });
        app.MapSurface(Surface.Page, page => page.MapSky());
        app.MapSurface(Surface.Predict, predict =>
        {
            predict.MapPredict();
            predict.MapOpenApi();
        });
        return app;
    }
}
