using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>Every field of every message, made from the JSON Schemas.</summary>
internal static class MessagesPage
{
    private const string Extension = ".schema.json";

    // In the order in which a reader meets them.
    private static readonly (string Name, string Way)[] Messages =
    [
        ("ObservationReceived", "telescope → worker"),
        ("ObservationBatchReceived", "telescope → worker"),
        ("ObjectClassified", "worker → subscribers"),
        ("ObjectsClassified", "worker → subscribers"),
        ("ObservationRejected", "worker → subscribers"),
        ("ObservationLabelled", "astronomer, spectrograph → trainer"),
        ("ModelPromoted", "trainer → workers"),
        ("ModelActivated", "worker → operators"),
        ("ModelRefused", "worker → operators"),
    ];

    private static readonly (string Key, string Text)[] Bounds =
    [
        ("minimum", "≥ {0}"), ("exclusiveMinimum", "> {0}"), ("maximum", "≤ {0}"), ("exclusiveMaximum", "< {0}"),
        ("minLength", "{0} or more characters"), ("maxLength", "at most {0} characters"), ("pattern", "`{0}`"),
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string Folder = Path.Combine(Checkout.Root, "docs", "schemas");

    /// <summary>The messages that have a schema.</summary>
    public static IEnumerable<string> WithSchema() =>
        Directory.EnumerateFiles(Folder, $"*{Extension}").Select(file => Path.GetFileName(file)[..^Extension.Length]);

    public static IEnumerable<string> OnPage() => Messages.Select(message => message.Name);

    public static string Make()
    {
        var page = new StringBuilder($"""
            {Markdown.Made}

            # Messages

            JSON in camelCase, UTF-8. Unknown fields are ignored; a missing value is `null` or absent. In an observation the
            surveys' marks for "not measured", and a bare `NaN` or `Infinity` as Python's `json.dumps` writes them, are read as
            missing too; events hold neither. Each message has an exchange of its own, durable and of type fanout, with the
            routing key empty. The same stands in the [AsyncAPI document](../asyncapi.yaml), and in the records of
            [Streaming.Contracts](../../src/Contracts/README.md).

            An event that answers an observation which was set aside or rejected and then
            [sent again](../how-to/repair.md) has the AMQP header `Streaming-Resent`, as the observation had: how often, a
            blank, and when the last time, for example `1 2026-11-29T21:04:05.123Z`. All other events have none.

            | message | way |
            |---|---|

            """);
        foreach (var (name, way) in Messages)
        {
            page.Append($"| [{name}](#{name.ToLowerInvariant()}) | {way} |\n");
        }

        foreach (var (name, _) in Messages)
        {
            var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + Extension)))!.AsObject();
            var rows = new List<string[]>();
            AddFields(rows, schema, schema, "");
            page.Append($"""

                ## {name}

                {Markdown.Text((string)schema["description"]!)}

                Exchange `Streaming.Contracts:{name}` · [JSON Schema](../schemas/{name}{Extension})

                {Markdown.Table("| field | type | needed | meaning |", rows)}
                {Markdown.Fence("json", schema["examples"]![0]!.ToJsonString(Readable))}
                """);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void AddFields(List<string[]> rows, JsonObject root, JsonObject owner, string prefix)
    {
        var needed = owner["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        foreach (var (name, node) in owner["properties"]?.AsObject() ?? [])
        {
            var field = node!.AsObject();
            var type = Resolve(root, field);
            var path = prefix + name;
            if (LinkToMessage(field) is { } link)
            {
                rows.Add([Markdown.Code(path), "object", Yes(name), $"{Meaning(field, type)} As {link}."]);
                continue;
            }

            var shown = IsNullable(field) ? $"{TypeOf(type)} or null" : TypeOf(type);
            var each = LinkToMessage(type["items"]?.AsObject()) is { } message ? $" Each as {message}." : "";
            rows.Add([Markdown.Code(path), shown, Yes(name), Meaning(field, type) + each]);
            if (type["items"] is JsonObject items)
            {
                AddFields(rows, root, Resolve(root, items), $"{path}[].");
            }

            AddFields(rows, root, type, $"{path}.");
        }

        string Yes(string name) => needed.Contains(name) ? "yes" : "";
    }

    // What stands in a schema of its own has a section of its own.
    private static string? LinkToMessage(JsonObject? field)
    {
        if ((string?)field?["$ref"] is not { } file || file.StartsWith('#'))
        {
            return null;
        }

        var message = file.Replace(Extension, "", StringComparison.Ordinal);
        return $"[{message}](#{message.ToLowerInvariant()})";
    }

    private static JsonObject Resolve(JsonObject root, JsonObject field)
    {
        var named = IsNullable(field) ? field["oneOf"]![0]!.AsObject() : field;
        return (string?)named["$ref"] is { } reference && reference.StartsWith("#/$defs/", StringComparison.Ordinal)
            ? root["$defs"]![reference["#/$defs/".Length..]]!.AsObject()
            : named;
    }

    // A part of a message that may be null: the schema of the part, or that of null.
    private static bool IsNullable(JsonObject field) => field.ContainsKey("oneOf");

    private static string TypeOf(JsonObject type)
    {
        var name = type["type"] switch
        {
            JsonArray several => string.Join(" or ", several.Select(one => (string)one!)),
            { } one => (string)one!,
            _ => "any",
        };
        name = type["items"]?["type"] is JsonValue items && (string)items! != "object"
            ? name.Replace("array", $"array of {items}", StringComparison.Ordinal)
            : name;
        return type["format"] is { } format ? $"{name}, {format}" : name;
    }

    private static string Meaning(JsonObject field, JsonObject type)
    {
        var text = (string?)field["description"] ?? (string?)type["description"] ?? "";
        var meaning = new StringBuilder(Markdown.Text(text));
        if (type["enum"] is JsonArray values)
        {
            meaning.Append($" One of {string.Join(", ", values.Select(value => $"`{value}`"))}.");
        }

        // A value in its range, or one of some others.
        var choices = type["anyOf"]?.AsArray();
        var bounds = BoundsOf(choices?[0]?.AsObject() ?? type);
        if (choices?[1]?["enum"] is JsonArray others)
        {
            bounds += $"; or one of {string.Join(", ", others.Select(other => $"`{other}`"))}";
        }

        return bounds.Length == 0 ? meaning.ToString() : meaning.Append($" {bounds}.").ToString();
    }

    private static string BoundsOf(JsonObject type) => Markdown.Text(string.Join(", ", Bounds
        .Where(bound => type.ContainsKey(bound.Key))
        .Select(bound => bound.Text.Replace("{0}", type[bound.Key]!.ToString(), StringComparison.Ordinal))));
}
