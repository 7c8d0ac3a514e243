using System.Reflection;
using System.Text.Json.Nodes;
using Xunit;

namespace Streaming.Contracts.Tests;

public sealed class SchemaTests
{
    public static TheoryData<string> MessageNames => [.. Messages.Examples.Keys];

    [Fact]
    public void Every_message_has_a_schema_and_every_schema_a_message()
    {
        var schemas = Directory.EnumerateFiles(Documents.SchemaFolder)
            .Select(file => Path.GetFileName(file).Replace(Documents.SchemaEnding, "", StringComparison.Ordinal));

        Assert.Equal(Messages.Examples.Keys.Order(), schemas.Order());
    }

    [Fact]
    public void Every_public_record_is_a_message_or_a_part_of_one()
    {
        Type[] parts =
        [
            typeof(CandidateClasses), typeof(ClassProbabilities), typeof(ModelReference), typeof(ReceivedBody),
            typeof(RejectionReason),
        ];

        var records = typeof(ObjectClassified).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null);

        Assert.Equal(
            Messages.Examples.Keys.Concat(parts.Select(part => part.Name)).Order(),
            records.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void A_schema_has_the_properties_types_and_demands_of_its_record(string message) => Assert.Equal(
        RecordShape.Of(Messages.Examples[message].GetType()).Order(),
        SchemaShape.Of(message).Order());

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void A_schema_says_what_it_is_and_describes_every_property(string message)
    {
        var schema = Documents.SchemaOf(message);

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema["$schema"]!.GetValue<string>());
        Assert.Equal(message, schema["title"]!.GetValue<string>());
        Assert.All(
            All(schema, "properties").SelectMany(properties => properties.AsObject()),
            property => Assert.False(string.IsNullOrWhiteSpace(property.Value!["description"]?.GetValue<string>()), property.Key));
    }

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void A_schema_holds_the_parts_that_it_refers_to_and_no_other(string message)
    {
        var schema = Documents.SchemaOf(message);
        var parts = schema["$defs"]?.AsObject().Select(part => $"#/$defs/{part.Key}") ?? [];

        var references = All(schema, "$ref").Select(reference => reference.GetValue<string>());

        Assert.Equal(
            parts.Order(), references.Where(one => one.StartsWith('#')).Distinct().Order());
    }

    [Theory]
    [InlineData(nameof(ObjectClassified))]
    [InlineData(nameof(ObservationLabelled))]
    public void The_class_names_of_a_schema_are_those_of_the_contract(string message) => Assert.Equal(
        ObjectClass.All,
        TextsOf(Documents.SchemaOf(message)["properties"]!["class"]!["enum"]!));

    [Fact]
    public void The_rejection_codes_of_the_schema_are_those_of_the_contract()
    {
        var codes = typeof(RejectionCode).GetFields().Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);

        var reason = Documents.SchemaOf(nameof(ObservationRejected))["$defs"]!["rejectionReason"]!;

        Assert.Equal(codes.Order(), TextsOf(reason["properties"]!["code"]!["enum"]!).Order());
    }

    [Fact]
    public void The_kept_body_of_the_schema_is_as_long_as_that_of_the_contract()
    {
        var body = Documents.SchemaOf(nameof(ObservationRejected))["$defs"]!["receivedBody"]!["properties"]!["base64"]!;

        Assert.Equal(
            Convert.ToBase64String(new byte[ReceivedBody.MaximumBytes]).Length, body["maxLength"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("u")]
    [InlineData("g")]
    [InlineData("r")]
    [InlineData("i")]
    [InlineData("z")]
    [InlineData("redshift")]
    public void The_schema_takes_the_contracts_marks_where_something_may_not_be_measured(string field)
    {
        var choices = Documents.SchemaOf(nameof(ObservationReceived))["properties"]![field]!["anyOf"]!.AsArray();

        Assert.Equal(2, choices.Count);
        Assert.NotNull(choices[0]!["minimum"]);
        Assert.Equal(NotMeasured.Marks, choices[1]!["enum"]!.AsArray().Select(mark => mark!.GetValue<double>()));
    }

    [Fact]
    public void The_measurements_of_the_schema_are_as_many_as_those_of_the_contract()
    {
        var named = Documents.SchemaOf(nameof(ObservationReceived))["properties"]!["measurements"]!;

        Assert.Equal(ObservationReceived.MostMeasurements, named["maxProperties"]!.GetValue<int>());
    }

    [Fact]
    public void As_many_observations_and_objects_fit_in_a_message_as_the_contract_says()
    {
        var observations = Documents.SchemaOf(nameof(ObservationBatchReceived))["properties"]!["observations"]!;
        var objects = Documents.SchemaOf(nameof(ObjectsClassified))["properties"]!["objects"]!;

        Assert.Equal((1, ObservationBatchReceived.MostObservations), Bounds(observations));
        Assert.Equal((1, ObjectsClassified.MostObjects), Bounds(objects));

        static (int Fewest, int Most) Bounds(JsonNode list) =>
            (list["minItems"]!.GetValue<int>(), list["maxItems"]!.GetValue<int>());
    }

    private static IEnumerable<string> TextsOf(JsonNode array) =>
        array.AsArray().Select(item => item!.GetValue<string>());

    private static IEnumerable<JsonNode> All(JsonNode? node, string keyword) => node switch
    {
        JsonObject schema => schema.Where(member => member.Key != "examples").SelectMany(member =>
            (member.Key == keyword ? [member.Value!] : Array.Empty<JsonNode>()).Concat(All(member.Value, keyword))),
        JsonArray items => items.SelectMany(item => All(item, keyword)),
        _ => [],
    };
}
