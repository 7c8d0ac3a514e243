using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Streaming.Contracts.Tests;

public sealed class SerializationTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> MessageNames => [.. Messages.Examples.Keys];

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void A_message_comes_back_from_JSON_as_it_was(string message)
    {
        var original = Messages.Examples[message];
        var json = JsonSerializer.Serialize(original, original.GetType(), Web);

        var again = JsonSerializer.Deserialize(json, original.GetType(), Web)!;

        // Lists have no equality of values: compared is the text.
        Assert.Equal(json, JsonSerializer.Serialize(again, again.GetType(), Web));
        Assert.Equal(RecordShape.Of(original.GetType()).Count(line => !line.Contains('.') && !line.Contains("[]")),
            JsonNode.Parse(json)!.AsObject().Count);
    }

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void The_example_of_a_schema_is_read_in_full(string message)
    {
        foreach (var example in Documents.SchemaOf(message)["examples"]!.AsArray())
        {
            var read = example.Deserialize(Messages.Examples[message].GetType(), Web)!;

            var written = JsonSerializer.SerializeToNode(read, read.GetType(), Web);
            Assert.True(JsonNode.DeepEquals(WithoutNulls(example), WithoutNulls(written)), written!.ToJsonString());
        }
    }

    [Fact]
    public void A_classification_stands_on_the_wire_like_this() => Assert.Equal(
        """
        {"eventId":"695f0f72-93be-5ac0-abe4-e99e08920aad",
        "observationId":"sdss-1237660961327743232","class":"QSO","confidence":0.9731,
        "probabilities":{"STAR":0.0002,"GALAXY":0.0267,"QSO":0.9731},
        "model":{"version":"20261123T140000Z-1a2b3c4d","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        "inputs":["u","g","r","i","z","redshift"],"candidates":{"coverage":0.95,"classes":["QSO"]},"novelty":0.3172,
        "priors":"apache-point",
        "observedAt":"2026-11-23T20:15:30.25+01:00","classifiedAt":"2026-11-23T19:15:30.25+00:00",
        "visitId":"visit-1","source":"apache-point","alpha":118.66,"delta":39.642}
        """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(Messages.Examples[nameof(ObjectClassified)], typeof(ObjectClassified), Web));

    [Fact]
    public void An_observation_without_any_field_can_be_read() =>
        Assert.Equal(new ObservationReceived(), JsonSerializer.Deserialize<ObservationReceived>("{}", Web));

    [Fact]
    public void Unknown_fields_are_ignored() => Assert.Equal(
        new ObservationReceived { U = 20 },
        JsonSerializer.Deserialize<ObservationReceived>("""{"u":20,"seeing":1.1}""", Web));

    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Key, WithoutNulls(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };
}
