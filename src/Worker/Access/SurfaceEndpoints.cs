using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

/// <summary>Maps the parts of the HTTP interface where the settings want them, and protects them.</summary>
internal static class SurfaceEndpoints
{
    /// <summary>Answers 404 on an address to what is not served there, and checks who asks.</summary>
    public static void UseAccess(this WebApplication app, Listeners listeners)
    {
        app.UseRouting();
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            var surface = context.GetEndpoint()?.Metadata.GetMetadata<Part>()?.Surface;
            if (listeners.Serves(surface, context.Connection.LocalPort))
            {
                return next(context);
            }

            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.IsOn)
        {
            app.UseAuthentication();
        }

        app.UseAuthorization();
        app.UseRateLimiter();
    }

    /// <summary>Maps a part, unless it is off.</summary>
    public static void MapSurface(this WebApplication app, Surface surface, Action<RouteGroupBuilder> map)
    {
        if (!app.Services.GetRequiredService<IOptions<HttpOptions>>().Value.Serves(surface))
        {
            return;
        }

        var group = app.MapGroup("").WithMetadata(new Part(surface));
        if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.Protect(surface))
        {
            group.RequireAuthorization(AccessServiceCollectionExtensions.Policy);
        }

        map(group);
    }

    /// <summary>Words a request that the server refuses, and keeps it out of the log.</summary>
    public static void Refuse(ExceptionHandlerOptions handler)
    {
        handler.StatusCodeSelector = fault => fault is BadHttpRequestException refused
            ? refused.StatusCode
            : StatusCodes.Status500InternalServerError;
        handler.SuppressDiagnosticsCallback = refused => refused.Exception is BadHttpRequestException;
    }

    private sealed record Part(Surface Surface);
}
