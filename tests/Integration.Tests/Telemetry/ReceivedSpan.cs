using System.Globalization;
using Google.Protobuf;
using Streaming.Integration.Tests.Telemetry.Otlp;

namespace Streaming.Integration.Tests.Telemetry;

/// <summary>A span as it came over OTLP.</summary>
/// <param name="Service">Name of the service that it came from.</param>
/// <param name="Span">The span.</param>
internal sealed record ReceivedSpan(string Service, Span Span)
{
    private const int Producer = 4;
    private const int Consumer = 5;

    public string Name => Span.Name;

    public bool IsProducer => Span.Kind == Producer;

    public bool IsConsumer => Span.Kind == Consumer;

    public string TraceId => Hex(Span.TraceId);

    /// <summary>Trace and span: what others call it by.</summary>
    public string Id => $"{TraceId}-{Hex(Span.SpanId)}";

    /// <summary>The same of its parent; null when it has none.</summary>
    public string? ParentId => Span.ParentSpanId.IsEmpty ? null : $"{TraceId}-{Hex(Span.ParentSpanId)}";

    /// <summary>The same of what it links to.</summary>
    public IEnumerable<string> LinkIds => Span.Links.Select(link => $"{Hex(link.TraceId)}-{Hex(link.SpanId)}");

    public IReadOnlyDictionary<string, string> Attributes => Read(Span.Attributes);

    public static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    public static IReadOnlyDictionary<string, string> Read(IEnumerable<KeyValue> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.ValueCase switch
        {
            AnyValue.ValueOneofCase.IntValue => attribute.Value.IntValue.ToString(CultureInfo.InvariantCulture),
            _ => attribute.Value.StringValue,
        });
}
