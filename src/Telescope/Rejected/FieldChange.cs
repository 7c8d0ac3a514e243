using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.Telescope.Rejected;

/// <summary>A field and the value that it is to have: <c>--set u=null</c>.</summary>
/// <param name="Field">A field of an observation, or <c>measurements.NAME</c>.</param>
/// <param name="Json">The value, as JSON.</param>
internal sealed record FieldChange(string Field, string Json)
{
    public const string Measurements = "measurements.";

    /// <summary>The fields that can be set.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "observationId", "observedAt", "alpha", "delta", "u", "g", "r", "i", "z", "redshift", "visitId", "source",
    ];

    /// <summary>Reads NAME=VALUE; a value that is no number, <c>null</c> or quoted text is a text. Null when it is no change.</summary>
    public static FieldChange? Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || !(Fields.Contains(text[..at]) || IsMeasurement(text[..at]))) return null;
        var value = text[(at + 1)..];
        return new(text[..at], IsSimple(value) ? value.Trim() : JsonSerializer.Serialize(value, TelescopeJson.Default.String));
    }

    /// <summary>Whether it changes the field that a fault names.</summary>
    public bool Touches(string? field) => field == Field;

    /// <summary>Changes an observation.</summary>
    /// <returns>The former value as JSON; null when the field was absent.</returns>
    public string? Apply(JsonObject observation)
    {
        var (owner, name) = (observation, Field);
        if (IsMeasurement(Field))
        {
            name = Field[Measurements.Length..];
            if (observation["measurements"] is not JsonObject measured)
                observation["measurements"] = measured = new JsonObject();
            owner = measured;
        }

        var before = owner.ContainsKey(name) ? owner[name]?.ToJsonString() ?? "null" : null;
        owner[name] = JsonNode.Parse(Json);
        return before;
    }

    private static bool IsMeasurement(string name) =>
        name.StartsWith(Measurements, StringComparison.Ordinal) && name.Length > Measurements.Length;

    private static bool IsSimple(string value)
    {
        try
        {
            return JsonElement.Parse(value).ValueKind is JsonValueKind.Null or JsonValueKind.Number or JsonValueKind.String;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
