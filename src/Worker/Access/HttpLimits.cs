using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

/// <summary>Bounds what a client can take from the stream: connections, time, memory, requests.</summary>
internal static class HttpLimits
{
    /// <summary>The policy of <c>/predict</c>.</summary>
    public const string PredictPolicy = "predict";

    // What is larger has a limit of its own: /predict/batch.
    private const long LargestBody = 64 * 1024;
    private const int LargestHeaders = 16 * 1024;

    // A client that sends or takes less than this, 240 bytes a second after 5 s, is cut off.
    private static readonly MinDataRate Slowest = new(240, TimeSpan.FromSeconds(5));
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Bounds of the server.</summary>
    public static void Configure(KestrelServerOptions kestrel)
    {
        var options = kestrel.ApplicationServices.GetRequiredService<IOptions<HttpOptions>>().Value;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        // Nothing here upgrades.
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MinRequestBodyDataRate = Slowest;
        kestrel.Limits.MinResponseDataRate = Slowest;
    }

    /// <summary>Bounds of <c>/predict</c>.</summary>
    public static IServiceCollection AddHttpLimits(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<HttpOptions, HttpOptionsValidator>()
            .BindConfiguration(HttpOptions.SectionName);
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter =
                    Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            // One bucket for all clients: behind a proxy they have one address, and it is the stream that is protected.
            limiter.AddPolicy(PredictPolicy, context => Bucket(
                context.RequestServices.GetRequiredService<IOptions<HttpOptions>>().Value.PredictPerSecond));
        });
    }

    private static RateLimitPartition<string> Bucket(int perSecond) => perSecond == 0
        ? RateLimitPartition.GetNoLimiter(PredictPolicy)
        : RateLimitPartition.GetTokenBucketLimiter(PredictPolicy, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = Period,
        });
}
