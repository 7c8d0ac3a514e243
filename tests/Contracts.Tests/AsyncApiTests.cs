using Xunit;
using YamlDotNet.RepresentationModel;

namespace Streaming.Contracts.Tests;

public sealed class AsyncApiTests
{
    private readonly YamlMappingNode _document = Parse(Documents.AsyncApi());

    public static TheoryData<string> MessageNames => [.. Messages.Examples.Keys];

    [Fact]
    public void It_is_written_in_version_3() => Assert.Equal("3.0.0", Text(_document, "asyncapi"));

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void Every_message_stands_in_it_with_its_schema(string message)
    {
        var component = At("components", "messages", message);

        Assert.Equal(message, Text(component, "name"));
        Assert.Equal("application/json", Text(component, "contentType"));
        Assert.Equal($"./schemas/{message}{Documents.SchemaEnding}", Text(component["payload"], "$ref"));
    }

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void Every_message_has_a_fanout_exchange_named_by_its_type(string message)
    {
        var exchange = Channels()
            .Select(channel => channel["bindings"]["amqp"])
            .Where(binding => Text(binding, "is") == "routingKey")
            .Select(binding => binding["exchange"])
            .Single(exchange => Text(exchange, "name") == $"Streaming.Contracts:{message}");

        Assert.Equal(("fanout", "true", "false"),
            (Text(exchange, "type"), Text(exchange, "durable"), Text(exchange, "autoDelete")));
    }

    [Theory]
    [InlineData(nameof(ObjectClassified))]
    [InlineData(nameof(ObjectsClassified))]
    [InlineData(nameof(ObservationRejected))]
    [InlineData(nameof(ModelPromoted))]
    [InlineData(nameof(ModelActivated))]
    [InlineData(nameof(ModelRefused))]
    public void Every_message_of_ours_carries_its_type_as_a_header(string message) => Assert.Equal(
        $"urn:message:Streaming.Contracts:{message}",
        Text(At("components", "schemas", $"HeadersOf{message}", "properties", "MT-MessageType"), "const"));

    [Fact]
    public void Its_queues_and_exchanges_of_observations_are_those_of_the_contract()
    {
        Assert.Equal(ObservationsTopology.Exchange, Text(At("channels", "observationReceived"), "address"));
        Assert.Equal(
            ObservationsTopology.Queue, Text(At("channels", "observations", "bindings", "amqp", "queue"), "name"));
        Assert.Equal(ObservationsTopology.BulkExchange, Text(At("channels", "observationBatchReceived"), "address"));
        Assert.Equal(
            ObservationsTopology.BulkQueue,
            Text(At("channels", "observations_bulk", "bindings", "amqp", "queue"), "name"));
    }

    [Fact]
    public void Its_queue_and_exchange_of_labels_are_those_of_the_contract()
    {
        Assert.Equal(LabelsTopology.Exchange, Text(At("channels", "observationLabelled"), "address"));
        Assert.Equal(LabelsTopology.Queue, Text(At("channels", "labels", "bindings", "amqp", "queue"), "name"));
    }

    [Fact]
    public void Its_namespace_of_event_ids_is_that_of_the_contract() => Assert.Contains(
        EventId.Namespace.ToString(), Text(At("components", "messages", nameof(ObjectClassified)), "summary"));

    [Fact]
    public void An_inbound_message_may_come_in_an_envelope() => Assert.Equal(
        ["ObservationReceived", "ObservationBatchReceived", "ObservationLabelled"],
        ((YamlMappingNode)At("components", "messages")).Children.Keys
            .Select(key => ((YamlScalarNode)key).Value!)
            .Where(name => name.EndsWith("Envelope", StringComparison.Ordinal))
            .Select(name => name[..^"Envelope".Length]));

    [Fact]
    public void Its_references_within_the_document_lead_somewhere()
    {
        var local = _document.AllNodes.OfType<YamlMappingNode>()
            .SelectMany(node => node.Children)
            .Where(child => ((YamlScalarNode)child.Key).Value == "$ref")
            .Select(child => ((YamlScalarNode)child.Value).Value!)
            .Where(reference => reference.StartsWith("#/", StringComparison.Ordinal))
            .Distinct();

        Assert.All(local, reference => Assert.NotNull(At(reference[2..].Split('/'))));
    }

    private static YamlMappingNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Text(YamlNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private YamlNode At(params string[] path) => path.Aggregate((YamlNode)_document, (node, key) => node[key]);

    private IEnumerable<YamlNode> Channels() => ((YamlMappingNode)_document["channels"]).Children.Values;
}
