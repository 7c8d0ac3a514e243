using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry.Otlp;

namespace Streaming.Integration.Tests.Telemetry;

/// <summary>Where exporters send to: a server that takes OTLP over HTTP, as a collector does, and keeps what comes.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Lock _lock = new();
    private readonly List<ReceivedSpan> _spans = [];
    private readonly List<LogRecord> _logs = [];
    private readonly List<ByteString> _bodies = [];

    private OtlpReceiver(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.First());

    /// <summary>What sends there: settings for a process, by the names of their environment variables.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.AbsoluteUri,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._server.MapPost("/v1/traces", receiver.TakeTracesAsync);
        receiver._server.MapPost("/v1/logs", receiver.TakeLogsAsync);
        receiver._server.MapPost("/v1/metrics", receiver.TakeMetricsAsync);
        await receiver._server.StartAsync(Patience.Token());
        return receiver;
    }

    /// <summary>All that has come so far, as it came: its texts are readable.</summary>
    public string Everything()
    {
        lock (_lock)
        {
            return string.Join('\n', _bodies.Select(body => body.ToStringUtf8()));
        }
    }

    /// <summary>The spans that have come so far.</summary>
    public IReadOnlyList<ReceivedSpan> Spans()
    {
        lock (_lock)
        {
            return [.. _spans];
        }
    }

    /// <summary>Waits until as many spans as expected answer to a description, and returns these.</summary>
    public async Task<IReadOnlyList<ReceivedSpan>> SpansAsync(int count, string what, Func<ReceivedSpan, bool> isWanted)
    {
        await Patience.UntilAsync(
            () => Task.FromResult(Spans().Count(isWanted) >= count),
            $"{count} spans: {what}",
            () => string.Join('\n', Spans().CountBy(span => $"{span.Service}: {span.Name}")));
        return [.. Spans().Where(isWanted)];
    }

    /// <summary>Waits for a log record with this text.</summary>
    public async Task<LogRecord> LogAsync(string text)
    {
        LogRecord? found = null;
        await Patience.UntilAsync(
            () =>
            {
                lock (_lock)
                {
                    found = _logs.Find(record => record.Body.StringValue.Contains(text, StringComparison.Ordinal));
                }

                return Task.FromResult(found is not null);
            },
            $"a log record with \"{text}\"");
        return found!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static FileContentHttpResult Empty() => TypedResults.Bytes([], "application/x-protobuf");

    private async Task<FileContentHttpResult> TakeTracesAsync(HttpRequest request)
    {
        var traces = Traces.Parser.ParseFrom(await ReadAsync(request));
        var spans =
            from resource in traces.ResourceSpans
            let service = ReceivedSpan.Read(resource.Resource.Attributes)["service.name"]
            from scope in resource.ScopeSpans
            from span in scope.Spans
            select new ReceivedSpan(service, span);
        lock (_lock)
        {
            _spans.AddRange(spans);
        }

        return Empty();
    }

    private async Task<FileContentHttpResult> TakeLogsAsync(HttpRequest request)
    {
        var logs = Logs.Parser.ParseFrom(await ReadAsync(request));
        lock (_lock)
        {
            _logs.AddRange(logs.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords));
        }

        return Empty();
    }

    private async Task<FileContentHttpResult> TakeMetricsAsync(HttpRequest request)
    {
        await ReadAsync(request);
        return Empty();
    }

    private async Task<ByteString> ReadAsync(HttpRequest request)
    {
        var body = await ByteString.FromStreamAsync(request.Body, request.HttpContext.RequestAborted);
        lock (_lock)
        {
            _bodies.Add(body);
        }

        return body;
    }
}
