using System.Text.Json.Nodes;

namespace Streaming.Contracts.Tests;

/// <summary>The shape that a JSON Schema describes; knows the keywords that the schemas under docs use.</summary>
internal static class SchemaShape
{
    public static IEnumerable<string> Of(string message)
    {
        var root = Documents.SchemaOf(message);
        return PropertiesOf(root, root, "");
    }

    private static IEnumerable<string> PropertiesOf(JsonObject schema, JsonObject root, string prefix) =>
        from property in schema["properties"]!.AsObject()
        from line in LinesOf(property.Value!.AsObject(), root, prefix + property.Key, IsRequired(schema, property.Key))
        select line;

    private static IEnumerable<string> LinesOf(JsonObject reference, JsonObject root, string path, bool required)
    {
        var (schema, document, nullable) = Resolve(reference, root);
        var types = TypesOf(schema).ToList();
        var shown = schema["format"] is { } format ? types.ConvertAll(t => t == "null" ? t : $"{t} as {format}") : types;
        yield return Shape.Line(path, shown, nullable || types.Contains("null"), required);

        foreach (var line in schema switch
        {
            _ when schema["properties"] is not null => PropertiesOf(schema, document, path + "."),
            _ when schema["items"] is JsonObject items => ItemLines(Resolve(items, document), path),
            _ when schema["additionalProperties"] is JsonObject values => [ValueLine(path + ".*", values)],
            _ => [],
        })
        {
            yield return line;
        }
    }

    private static IEnumerable<string> ItemLines((JsonObject Schema, JsonObject Root, bool Nullable) items, string path) =>
        items.Schema["properties"] is null
            ? [ValueLine(path + "[]", items.Schema)]
            : PropertiesOf(items.Schema, items.Root, path + "[].");

    private static string ValueLine(string path, JsonObject schema)
    {
        var types = TypesOf(schema).ToList();
        return Shape.Line(path, types, types.Contains("null"), false);
    }

    private static (JsonObject Schema, JsonObject Root, bool Nullable) Resolve(JsonObject schema, JsonObject root)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            var other = choices.Single(choice => choice!["type"]?.GetValue<string>() != "null")!.AsObject();
            return Resolve(other, root) with { Nullable = choices.Count > 1 };
        }

        return schema["$ref"]?.GetValue<string>() switch
        {
            null => (schema, root, false),
            var local when local.StartsWith("#/$defs/", StringComparison.Ordinal) =>
                (root["$defs"]![local["#/$defs/".Length..]]!.AsObject(), root, false),
            var file => (Documents.Schema(file), Documents.Schema(file), false),
        };
    }

    private static IEnumerable<string> TypesOf(JsonObject schema) => schema["type"] is JsonArray several
        ? several.Select(type => type!.GetValue<string>())
        : [schema["type"]!.GetValue<string>()];

    private static bool IsRequired(JsonObject schema, string property) =>
        schema["required"]?.AsArray().Any(name => name!.GetValue<string>() == property) == true;
}
