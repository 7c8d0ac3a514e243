using System.Diagnostics;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// The spans that the traces of observations begin with, one a message. The attributes are OpenTelemetry's, as those
/// of the worker.
/// </summary>
internal static class PublishSpans
{
    public const string SourceName = "Streaming.Telescope";

    private static readonly ActivitySource Source =
        new(SourceName, typeof(PublishSpans).Assembly.GetName().Version?.ToString(fieldCount: 3));

    /// <summary>Starts the span of one message; null when no spans are collected.</summary>
    public static Activity? Start(ObservationMessage message, Route route)
    {
        var span = Source.StartActivity($"send {route.Exchange}", ActivityKind.Producer);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("messaging.system", "rabbitmq");
            span.SetTag("messaging.operation.type", "send");
            span.SetTag("messaging.operation.name", "send");
            span.SetTag("messaging.destination.name", route.Exchange);
            if (route == Route.Bulk) span.SetTag("messaging.batch.message_count", message.Observations.Count);
            else span.SetTag("streaming.observation.id", message.Observations[0].ObservationId);
        }

        return span;
    }

    /// <summary>Tells where it went and what became of it.</summary>
    public static void Answered(Activity? span, IObservationChannel channel, PublishOutcome outcome)
    {
        if (span is not { IsAllDataRequested: true }) return;
        span.SetTag("server.address", channel.Host);
        span.SetTag("server.port", channel.Port);
        // Also takes back what an earlier attempt said.
        var error = outcome == PublishOutcome.Confirmed ? null : outcome.ToString();
        span.SetTag("error.type", error);
        span.SetStatus(error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
    }

    /// <summary>
    /// The headers of a message: when it was published, and its trace. One that is not recorded goes along too, so that
    /// nobody decides anew.
    /// </summary>
    public static Dictionary<string, object?> Headers(Activity? span, DateTimeOffset now)
    {
        var headers = new Dictionary<string, object?> { ["timestamp_in_ms"] = now.ToUnixTimeMilliseconds() };
        if (span is not null) headers["traceparent"] = span.Id;
        if (span?.TraceStateString is { } state) headers["tracestate"] = state;
        return headers;
    }
}
