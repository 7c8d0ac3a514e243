using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Promotions;

/// <summary>
/// Reads which model a <see cref="ModelPromoted"/> announces, from plain JSON or MassTransit's envelope. Nothing else
/// of it is looked at: a metric that cannot be read loses no announcement.
/// </summary>
internal static class PromotionReader
{
    // A real one has a few hundred bytes.
    private const int MaximumBytes = 64 * 1024;
    private const int Sha256Digits = 64;

    /// <returns>The model, or null when the body announces none. Never throws.</returns>
    public static ModelReference? Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (body.Length > MaximumBytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var message = ObservationReader.IsEnvelope(contentType)
                ? Member(document.RootElement, "message")
                : document.RootElement;
            var model = Member(message, "model");
            return Text(model, "version") is { } version && ModelStore.IsVersion(version)
                && Text(model, "sha256") is { } sha256 && IsDigest(sha256)
                ? new ModelReference { Version = version, Sha256 = sha256.ToLowerInvariant() }
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second: a text that is not valid Unicode, noticed only when it is read.
            return null;
        }
    }

    private static bool IsDigest(string text) => text.Length == Sha256Digits && text.All(char.IsAsciiHexDigit);

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var member)
            ? member
            : null;

    private static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
