using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

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
    public static ModelReference? Read(ReadOnlyMemory<byte> body, string? contentType) => body.Length > MaximumBytes
        ? null
        : MessageBody.Read(body, contentType, Read).Message.Model;

    private static (ModelPromoted, IReadOnlyList<RejectionReason>) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryFind("model", out var model)
            || model.ValueKind != JsonValueKind.Object)
        {
            return (new ModelPromoted(), [Reason.Missing("model")]);
        }

        var reader = new FieldReader(model);
        return reader.Text("version") is { } version && ModelStore.IsVersion(version)
            && reader.Text("sha256") is { } sha256 && IsDigest(sha256)
            ? (new ModelPromoted { Model = new() { Version = version, Sha256 = sha256.ToLowerInvariant() } }, [])
            : (new ModelPromoted(), reader.Reasons);
    }

    private static bool IsDigest(string text) => text.Length == Sha256Digits && text.All(char.IsAsciiHexDigit);
}
