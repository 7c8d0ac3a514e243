using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Streaming.ContractDocuments;

/// <summary>
/// A JSON Schema of one message: structure from the record as System.Text.Json writes it, words from its XML
/// documentation, limits from its attributes, examples from <see cref="Examples"/>.
/// </summary>
internal sealed class SchemaDocument
{
    private const string Parts = "#/$defs/";

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.General)
    {
        WriteIndented = true,
        NewLine = "\n",
        // The files are read by people and by parsers of JSON, never put into a page as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Type _message;
    private readonly Documentation _words;
    private readonly SortedDictionary<string, JsonObject> _parts = new(StringComparer.Ordinal);

    private SchemaDocument(Type message) => (_message, _words) = (message, new Documentation(message.Assembly));

    public static string FileOf(Type message) => $"{message.Name}.schema.json";

    /// <param name="examples">Examples of one message, at least one.</param>
    public static string Of(IReadOnlyList<object> examples) =>
        new SchemaDocument(examples[0].GetType()).Make(examples).ToJsonString(Indented) + "\n";

    private JsonObject Make(IReadOnlyList<object> examples)
    {
        var exported = Wire.GetJsonSchemaAsNode(_message, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Complete(context, node.AsObject()),
        }).AsObject();

        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = _message.Name,
            ["description"] = _words.Of(_message),
        };
        Move(exported, document);
        if (PartsOf(document) is { Count: > 0 } parts)
        {
            document["$defs"] = new JsonObject(
                parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
        }

        document["examples"] = new JsonArray(
            [.. examples.Select(one => JsonSerializer.SerializeToNode(one, _message, Wire))]);
        return document;
    }

    private JsonObject Complete(JsonSchemaExporterContext context, JsonObject schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var property = context.PropertyInfo?.AttributeProvider as PropertyInfo;
        var isNullable = IsNullable(schema) && property?.IsDefined(typeof(RequiredAttribute)) != true;
        if (IsRecord(type))
        {
            schema["required"] = Required(context.TypeInfo);
            if (context.Path.Length > 0)
            {
                schema = Refer(type, schema, isNullable);
            }
        }
        else if (!isNullable && schema["type"] is JsonArray several)
        {
            schema["type"] = several.Select(name => name!.GetValue<string>()).Single(name => name != "null");
        }

        if (property is null)
        {
            return schema;
        }

        var described = new JsonObject { ["description"] = Describe(property) };
        Move(schema, described);
        Constraints.AddTo(described, property, type == typeof(string) ? "Length"
            : context.TypeInfo.Kind == JsonTypeInfoKind.Dictionary ? "Properties" : "Items");
        return described;
    }

    // Parts of another message, which is only referred to, stand in its own file.
    private SortedDictionary<string, JsonObject> PartsOf(JsonObject document)
    {
        var parts = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        Add(document);
        return parts;

        void Add(JsonNode schema)
        {
            foreach (var name in ReferencesIn(schema)
                .Where(one => one.StartsWith(Parts, StringComparison.Ordinal))
                .Select(one => one[Parts.Length..]))
            {
                if (parts.TryAdd(name, _parts[name]))
                {
                    Add(_parts[name]);
                }
            }
        }
    }

    // A message has a file of its own; a part of a message stands once in the document.
    private JsonObject Refer(Type type, JsonObject schema, bool isNullable)
    {
        var reference = new JsonObject { ["$ref"] = FileOf(type) };
        if (!DocumentFiles.Messages.Contains(type))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(type.Name);
            var part = new JsonObject { ["description"] = _words.Of(type), ["type"] = "object" };
            schema.Remove("type");
            Move(schema, part);
            _parts[name] = part;
            reference["$ref"] = Parts + name;
        }

        return isNullable
            ? new JsonObject { ["oneOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;
    }

    /// <summary>The property's summary, and what each of its allowed values means.</summary>
    private string Describe(PropertyInfo property)
    {
        var allowed = property.GetCustomAttribute<AllowedValuesAttribute>()?.Values ?? [];
        return string.Join(' ', allowed.Select(Meaning).Prepend(_words.Of(property)));
    }

    private string Meaning(object? value)
    {
        var constant = _message.Assembly.GetExportedTypes()
            .SelectMany(type => type.GetFields())
            .Single(field => field.IsLiteral && value!.Equals(field.GetRawConstantValue()));
        var words = _words.Of(constant);
        return $"{value}: {char.ToLowerInvariant(words[0])}{words[1..]}";
    }

    private static JsonArray Required(JsonTypeInfo record) =>
    [
        .. record.Properties
            .Where(one => one.IsRequired || one.AttributeProvider!.IsDefined(typeof(RequiredAttribute), inherit: true))
            .Select(one => (JsonNode?)one.Name),
    ];

    private static IEnumerable<string> ReferencesIn(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(member =>
            member.Key == "$ref" ? [member.Value!.GetValue<string>()] : ReferencesIn(member.Value)),
        JsonArray items => items.SelectMany(ReferencesIn),
        _ => [],
    };

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsNullable(JsonObject schema) =>
        schema["type"] is JsonArray types && types.Any(name => name!.GetValue<string>() == "null");

    private static void Move(JsonObject from, JsonObject to)
    {
        foreach (var (name, value) in from.ToList())
        {
            from.Remove(name);
            to[name] = value;
        }
    }
}
