using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Catalogues.JsonLines;
using Streaming.Contracts;
using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Rejected;

/// <summary>Changes fields in rejected bodies: observations alone, in an envelope of MassTransit, or one among none others.</summary>
/// <param name="changes">The changes; none leaves a body as it was received.</param>
internal sealed class Mending(IReadOnlyList<FieldChange> changes)
{
    private static readonly JsonSerializerOptions AsIs = new()
    {
        // The body is no web page: texts stay as they came.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is sent in place of what was received.</summary>
    public Mended Of(ObservationRejected rejected)
    {
        if (Received(rejected) is not { } body) return Mended.Not("it was cut at 64 KiB");
        var isMany = rejected.Position is null && rejected.Received.Queue == ObservationsTopology.BulkQueue;
        if (changes.Count == 0) return new Mended { Body = body, Route = isMany ? Route.Bulk : Route.Single };
        var (root, observation, whyNot) = Read(rejected.Received, body);
        if (observation is null) return Mended.Not(whyNot!);
        try
        {
            var done = changes
                .Select(change => (change.Field, Before: change.Apply(observation), After: change.Json))
                .ToList();
            return new Mended
            {
                Body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(root!, AsIs),
                Route = isMany ? Route.Bulk : Route.Single,
                Changes = done,
            };
        }
        catch (ArgumentException)
        {
            return Mended.Not("it has a field twice");
        }
    }

    /// <summary>The observation alone, without an envelope, as one line of JSON; null when there is none.</summary>
    public string? Line(ObservationRejected rejected)
    {
        if (Of(rejected) is not { Body: { } body }) return null;
        try
        {
            return Read(rejected.Received, body).Observation?.ToJsonString(AsIs);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a change answers a fault. What else the worker would say, only the worker knows.</summary>
    public bool Answers(RejectionReason reason) => changes.Any(change => change.Touches(reason.Field))
        || (reason.Code == RejectionCode.TooFewBands
            && changes.Any(change => change.Field is "u" or "g" or "r" or "i" or "z" && change.Json != "null"));

    private static byte[]? Received(ObservationRejected rejected)
    {
        try
        {
            var body = Convert.FromBase64String(rejected.Received.Base64);
            return body.Length == rejected.Received.Length ? body : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static (JsonObject? Root, JsonObject? Observation, string? WhyNot) Read(ReceivedBody received, byte[] body)
    {
        if (received.ContentEncoding is not null) return (null, null, "it is packed, and could not be unpacked");
        try
        {
            if (Parse(body) is not JsonObject root) return (null, null, "it is not an observation");
            var inner = root["message"] is JsonObject message && root.ContainsKey("messageType") ? message : root;
            return inner["observations"] switch
            {
                null => (root, inner, null),
                JsonArray and [JsonObject one] => (root, one, null),
                _ => (null, null, "it holds many observations"),
            };
        }
        catch (JsonException)
        {
            return (null, null, "it is not JSON");
        }
        catch (ArgumentException)
        {
            return (null, null, "it has a field twice");
        }
    }

    // Python writes NaN and Infinity, which mean not measured as null does, but are no JSON.
    private static JsonNode? Parse(byte[] body)
    {
        var copy = (byte[])body.Clone();
        if (!BareWords.Empty(copy)) return JsonNode.Parse(body);
        var node = JsonNode.Parse(copy);
        ClearEmpty(node);
        return node;
    }

    private static void ClearEmpty(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) ClearEmpty(item);
        }

        if (node is not JsonObject fields) return;
        foreach (var (name, value) in fields.ToList())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var empty) && empty.Length == 0) fields[name] = null;
            else ClearEmpty(value);
        }
    }
}
