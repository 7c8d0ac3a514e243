using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.LoadTests.Fuzzing;

/// <summary>Changes JSON and leaves it JSON: values of other types, missing and repeated members, depth, length.</summary>
/// <param name="corpus">Good documents to start from.</param>
internal sealed class JsonMutator(IReadOnlyList<byte[]> corpus)
{
    private const int LongestText = 10_000;
    private const int Depth = 80;

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };

    private readonly IReadOnlyList<JsonNode> _corpus = [.. corpus.Select(document => JsonNode.Parse(document)!)];

    public byte[] Next(Random random)
    {
        var document = _corpus[random.Next(_corpus.Count)].DeepClone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            document = Change(document, random);
        }

        return Encoding.UTF8.GetBytes(document?.ToJsonString(Deep) ?? "null");
    }

    private static JsonNode? Change(JsonNode? document, Random random)
    {
        var places = new List<JsonNode>();
        Gather(document, places);
        if (places.Count == 0)
        {
            return Odd(random);
        }

        var place = places[random.Next(places.Count)];
        switch (place.Parent)
        {
            case JsonObject parent:
                ChangeMember(parent, place.GetPropertyName(), random);
                break;
            case JsonArray parent:
                ChangeElement(parent, place.GetElementIndex(), random);
                break;
            default:
                return random.Next(8) == 0 ? Odd(random) : document;
        }

        return document;
    }

    private static void ChangeMember(JsonObject parent, string name, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                parent.Remove(name);
                break;
            case 1:
                var value = parent[name];
                parent.Remove(name);
                parent[name.ToUpperInvariant()] = value;
                break;
            default:
                parent[name] = Odd(random);
                break;
        }
    }

    private static void ChangeElement(JsonArray parent, int place, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                parent.RemoveAt(place);
                break;
            case 1:
                parent.Insert(place, parent[place]?.DeepClone());
                break;
            case 2:
                parent.Clear();
                break;
            default:
                parent[place] = Odd(random);
                break;
        }
    }

    // Null has no node of its own, and so is reached by its parent only.
    private static void Gather(JsonNode? node, List<JsonNode> into)
    {
        if (node is null)
        {
            return;
        }

        into.Add(node);
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray elements => elements,
            _ => [],
        };
        foreach (var child in children)
        {
            Gather(child, into);
        }
    }

    private static JsonNode? Odd(Random random) => random.Next(16) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(0),
        3 => JsonValue.Create(-1),
        4 => JsonValue.Create(1e308),
        5 => JsonValue.Create(-1e-308),
        6 => JsonValue.Create(long.MaxValue),
        7 => JsonValue.Create(random.NextDouble() * 100),
        8 => JsonValue.Create(""),
        9 => JsonValue.Create(new string('x', random.Next(LongestText))),
        10 => JsonValue.Create("\0\u001b[31m\u2028\"\\"),
        11 => JsonValue.Create("../../etc/passwd"),
        12 => new JsonObject(),
        13 => new JsonArray(),
        14 => Nested(random.Next(Depth)),
        _ => JsonValue.Create("NaN"),
    };

    private static JsonNode Nested(int depth) => depth == 0 ? new JsonArray()
        : depth % 2 == 0 ? new JsonArray(Nested(depth - 1))
        : new JsonObject { ["x"] = Nested(depth - 1) };
}
