using System.Text.Json;
using System.Text.Unicode;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Opens the body of a message: plain JSON, or JSON in MassTransit's envelope.</summary>
internal static class MessageBody
{
    private const string EnvelopeContentType = "application/vnd.masstransit+json";
    private const string Urn = "urn:message:Streaming.Contracts:";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a message leniently.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentType">Content type as the publisher gave it, or null.</param>
    /// <param name="read">Reads the message itself.</param>
    /// <typeparam name="T">The message; its name is what an envelope must be of.</typeparam>
    /// <returns>What could be read, and every fault of the body or of a field's type.</returns>
    public static (T Message, IReadOnlyList<RejectionReason> Reasons) Read<T>(
        byte[] body, string? contentType, Func<JsonElement, (T, IReadOnlyList<RejectionReason>)> read)
        where T : new()
    {
        var text = body.AsMemory();
        text = text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
        if (text.IsEmpty)
        {
            return (new T(), [Reason.EmptyBody()]);
        }

        if (!Utf8.IsValid(text.Span))
        {
            return (new T(), [Reason.NotJson("it is not UTF-8")]);
        }

        try
        {
            using var document = PythonJson.Parse(text);
            var message = document.RootElement;
            return IsEnvelope(contentType) && Open(document.RootElement, Urn + typeof(T).Name, out message) is { } fault
                ? (new T(), [fault])
                : read(message);
        }
        catch (JsonException fault)
        {
            return (new T(), [Reason.NotJson(FormattableString.Invariant(
                $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}"))]);
        }
    }

    /// <summary>Whether a body of this content type is MassTransit's envelope.</summary>
    public static bool IsEnvelope(string? contentType) =>
        contentType?.StartsWith(EnvelopeContentType, StringComparison.OrdinalIgnoreCase) == true;

    private static RejectionReason? Open(JsonElement root, string urn, out JsonElement message)
    {
        message = default;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("message", out message))
        {
            return Reason.NotAnObservation("it is called a MassTransit envelope and has no message");
        }

        var isExpected = root.TryGetProperty("messageType", out var types)
            && types.ValueKind == JsonValueKind.Array
            && types.EnumerateArray().Any(type => type.ValueKind == JsonValueKind.String && type.ValueEquals(urn));
        return isExpected ? null : Reason.NotAnObservation($"the envelope's messageType lacks {urn}");
    }
}
