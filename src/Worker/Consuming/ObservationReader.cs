using System.Text.Json;
using System.Text.Unicode;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Reads an observation leniently: a faulty field becomes a reason and the rest is still read. (Typed deserialization
/// would stop at the first fault.) Takes plain JSON and MassTransit's envelope.
/// </summary>
internal static class ObservationReader
{
    private const string EnvelopeContentType = "application/vnd.masstransit+json";
    private const string MessageUrn = "urn:message:Streaming.Contracts:" + nameof(ObservationReceived);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a message body.</summary>
    /// <returns>What could be read, and every fault of the body or of a field's type.</returns>
    public static (ObservationReceived Observation, IReadOnlyList<RejectionReason> Reasons) Read(
        byte[] body, string? contentType)
    {
        var text = body.AsMemory();
        text = text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
        if (text.IsEmpty)
        {
            return Unreadable(Reason.EmptyBody());
        }

        if (!Utf8.IsValid(text.Span))
        {
            return Unreadable(Reason.NotJson("it is not UTF-8"));
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return IsEnvelope(contentType)
                ? ReadEnvelope(document.RootElement)
                : Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            return Unreadable(Reason.NotJson(FormattableString.Invariant(
                $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}")));
        }
    }

    /// <summary>Whether a body of this content type is MassTransit's envelope.</summary>
    public static bool IsEnvelope(string? contentType) =>
        contentType?.StartsWith(EnvelopeContentType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads an observation that stands in a larger document.</summary>
    public static (ObservationReceived Observation, IReadOnlyList<RejectionReason> Reasons) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Unreadable(Reason.NotAnObservation($"it is JSON, but {Kind(root)} and not an object"));
        }

        var reader = new FieldReader(root);
        var observation = new ObservationReceived
        {
            ObservationId = reader.Text("observationId"),
            ObservedAt = reader.Time("observedAt"),
            Alpha = reader.Number("alpha"),
            Delta = reader.Number("delta"),
            U = reader.Number("u"),
            G = reader.Number("g"),
            R = reader.Number("r"),
            I = reader.Number("i"),
            Z = reader.Number("z"),
            Redshift = reader.Number("redshift"),
            VisitId = reader.Text("visitId"),
            Source = reader.Text("source"),
        };
        return (observation, reader.Reasons);
    }

    private static (ObservationReceived, IReadOnlyList<RejectionReason>) ReadEnvelope(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("message", out var message))
        {
            return Unreadable(Reason.NotAnObservation("it is called a MassTransit envelope and has no message"));
        }

        var isObservation = root.TryGetProperty("messageType", out var types)
            && types.ValueKind == JsonValueKind.Array
            && types.EnumerateArray().Any(
                type => type.ValueKind == JsonValueKind.String && type.ValueEquals(MessageUrn));
        return isObservation
            ? Read(message)
            : Unreadable(Reason.NotAnObservation($"the envelope's messageType lacks {MessageUrn}"));
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a truth value",
    };

    private static (ObservationReceived, IReadOnlyList<RejectionReason>) Unreadable(RejectionReason reason) =>
        (new ObservationReceived(), [reason]);
}
