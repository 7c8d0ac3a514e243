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
        ReadOnlyMemory<byte> body, string? contentType, Func<JsonElement, (T, IReadOnlyList<RejectionReason>)> read)
        where T : new()
    {
        using var document = Open(body, contentType, [typeof(T).Name], out var message, out var fault);
        return fault is null ? read(message) : (new T(), [fault]);
    }

    /// <summary>Opens a body.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentType">Content type as the publisher gave it, or null.</param>
    /// <param name="names">The messages that an envelope may be of.</param>
    /// <param name="message">The message itself, good until the document is disposed.</param>
    /// <param name="fault">The fault of the body; null when there is none.</param>
    /// <returns>What is to be disposed; null when the body is not JSON.</returns>
    public static JsonDocument? Open(
        ReadOnlyMemory<byte> body,
        string? contentType,
        IReadOnlyList<string> names,
        out JsonElement message,
        out RejectionReason? fault)
    {
        (message, fault) = (default, null);
        var text = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        if (text.IsEmpty)
        {
            fault = Reason.EmptyBody();
            return null;
        }

        if (!Utf8.IsValid(text.Span))
        {
            fault = Reason.NotJson("it is not UTF-8");
            return null;
        }

        try
        {
            var document = PythonJson.Parse(text);
            message = document.RootElement;
            fault = IsEnvelope(contentType) ? Unwrap(names, ref message) : null;
            return document;
        }
        catch (JsonException notJson)
        {
            fault = Reason.NotJson(FormattableString.Invariant(
                $"line {notJson.LineNumber + 1}, byte {notJson.BytePositionInLine + 1}"));
            return null;
        }
    }

    /// <summary>Whether a body of this content type is MassTransit's envelope.</summary>
    public static bool IsEnvelope(string? contentType) =>
        contentType?.StartsWith(EnvelopeContentType, StringComparison.OrdinalIgnoreCase) == true;

    private static RejectionReason? Unwrap(IReadOnlyList<string> names, ref JsonElement message)
    {
        var root = message;
        if (root.ValueKind != JsonValueKind.Object || !root.TryFind("message", out message))
        {
            return Reason.NotAnObservation("it is called a MassTransit envelope and has no message");
        }

        var isExpected = root.TryFind("messageType", out var types)
            && types.ValueKind == JsonValueKind.Array
            && types.EnumerateArray().Any(type =>
                type.ValueKind == JsonValueKind.String && names.Any(name => type.IsText(Urn + name)));
        return isExpected ? null : Reason.NotAnObservation($"the envelope's messageType lacks {Urn}{names[0]}");
    }
}
