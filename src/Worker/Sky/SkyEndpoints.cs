using System.Globalization;

namespace Streaming.Worker.Sky;

/// <summary>
/// The page that shows the stream live: <c>GET /</c>, with its files and its events under <c>/sky</c>.
/// </summary>
internal static class SkyEndpoints
{
    private const string Page = "/sky/sky.html";
    private const int RetryAfterSeconds = 10;

    // The page shows what strangers have sent: nothing runs, loads or connects but what the worker itself serves.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddSky(this IServiceCollection services)
    {
        services.AddSingleton<SkyFrames>();
        services.AddHostedService<SkyBroadcast>();
        return services;
    }

    public static void MapSky(this IEndpointRouteBuilder app)
    {
        foreach (var (path, file) in SkyFile.All)
        {
            app.MapMethods(path == Page ? "/" : path, ["GET", "HEAD"], context => Serve(file, context))
                .ExcludeFromDescription();
        }

        app.MapGet("/sky/events", Events).ExcludeFromDescription();
    }

    private static Task Serve(SkyFile file, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // Kept, but asked for again: a new worker brings a new page.
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag).ExecuteAsync(context);
    }

    private static IResult Events(SkyAudience audience, SkyFrames frames, HttpContext context)
    {
        if (audience.Join(frames.Compose(SkySample.Empty)) is not { } watcher)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem(
                $"{SkyAudience.Limit} pages watch this worker already, or it is stopping; close one, or try again",
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "There is no place for another page");
        }

        context.Response.RegisterForDispose(watcher);
        return TypedResults.ServerSentEvents(watcher.ReadAsync());
    }
}
