using System.Globalization;
using System.Text.Json;

namespace Streaming.Trainer.Importing;

/// <summary>A value in XGBoost's JSON that knows its place, so that a fault names it. Numbers may be texts.</summary>
/// <param name="source">The file.</param>
/// <param name="place">Where in it.</param>
/// <param name="element">The value.</param>
internal sealed class XgboostNode(ModelSource source, string place, JsonElement element)
{
    /// <summary>Finds a member that must be there.</summary>
    public XgboostNode Member(string name) => Optional(name)
        ?? throw source.Refuse($"no '{name}' in {(place.Length == 0 ? "the file" : place)}: not a saved XGBoost model");

    /// <summary>Finds a member that need not be there.</summary>
    public XgboostNode? Optional(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? new XgboostNode(source, place.Length == 0 ? name : $"{place}.{name}", value)
            : null;

    public IEnumerable<XgboostNode> Items() => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().Select((item, i) => new XgboostNode(source, $"{place}[{i}]", item))
        : throw Wrong("a list");

    public string Text() => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong("a text");

    public int Integer() => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => int.TryParse(Raw(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong("a whole number"),
    };

    /// <summary>Reads a float from its text at once: by way of a double it could be rounded twice.</summary>
    public float Float() =>
        float.TryParse(Raw(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw Wrong("a finite number");

    /// <summary>Reads a float or, as XGBoost 3.1 and later write it, a list of them in one text.</summary>
    public float[] Floats() => [.. Raw().Trim('[', ']').Split(',', StringSplitOptions.TrimEntries).Select(part =>
        float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw Wrong("a finite number"))];

    public FailureException Refuse(string reason) => source.Refuse($"{place}: {reason}");

    private string Raw() =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private FailureException Wrong(string expected)
    {
        var text = element.GetRawText();
        return Refuse($"{(text.Length > 40 ? text[..40] + "…" : text)} is not {expected}");
    }
}
