using System.Text.Json.Nodes;
using Xunit;

namespace Streaming.Contracts.Tests;

public sealed class BrokerDefinitionsTests
{
    private readonly JsonObject _definitions = Documents.BrokerDefinitions();

    [Theory]
    [InlineData(ObservationsTopology.Exchange)]
    [InlineData(ObservationsTopology.QueueExchange)]
    [InlineData(LabelsTopology.Exchange)]
    public void The_exchanges_are_those_of_the_contract(string name)
    {
        var exchange = Named("exchanges", name);

        Assert.Equal("fanout", exchange["type"]!.GetValue<string>());
        Assert.True(exchange["durable"]!.GetValue<bool>());
        Assert.False(exchange["auto_delete"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(ObservationsTopology.Queue)]
    [InlineData(LabelsTopology.Queue)]
    [InlineData(LabelsTopology.ErrorQueue)]
    public void The_queues_are_quorum_queues_and_have_no_other_argument(string name)
    {
        var queue = Named("queues", name);

        Assert.True(queue["durable"]!.GetValue<bool>());
        Assert.Equal("""{"x-queue-type":"quorum"}""", queue["arguments"]!.ToJsonString());
    }

    [Fact]
    public void What_is_published_reaches_its_queue() => Assert.Superset(
        new HashSet<string>
        {
            $"{ObservationsTopology.Exchange} -> exchange {ObservationsTopology.QueueExchange}",
            $"{ObservationsTopology.QueueExchange} -> queue {ObservationsTopology.Queue}",
            $"{LabelsTopology.Exchange} -> queue {LabelsTopology.Queue}",
        },
        _definitions["bindings"]!.AsArray()
            .Select(b => $"{b!["source"]} -> {b["destination_type"]} {b["destination"]}").ToHashSet());

    [Fact]
    public void What_is_delivered_too_often_goes_to_a_queue_that_keeps_it()
    {
        var policy = Named("policies", ObservationsTopology.Queue)["definition"]!;
        var deadLetters = policy["dead-letter-exchange"]!.GetValue<string>();

        Named("exchanges", deadLetters);
        Assert.Equal("at-least-once", policy["dead-letter-strategy"]!.GetValue<string>());
        // With any other overflow the broker falls back to at-most-once and says nothing.
        Assert.Equal("reject-publish", policy["overflow"]!.GetValue<string>());
        Assert.Contains(_definitions["bindings"]!.AsArray(), binding =>
            binding!["source"]!.GetValue<string>() == deadLetters
            && binding["destination_type"]!.GetValue<string>() == "queue");
    }

    [Fact]
    public void A_label_that_is_delivered_too_often_is_kept_with_those_that_are_none()
    {
        var policy = Named("policies", LabelsTopology.Queue)["definition"]!;

        Assert.Equal(
            ("", LabelsTopology.ErrorQueue, "at-least-once", "reject-publish"),
            (
                policy["dead-letter-exchange"]!.GetValue<string>(),
                policy["dead-letter-routing-key"]!.GetValue<string>(),
                policy["dead-letter-strategy"]!.GetValue<string>(),
                policy["overflow"]!.GetValue<string>()));
    }

    [Fact]
    public void They_bring_no_user() => Assert.False(_definitions.ContainsKey("users"));

    private JsonNode Named(string kind, string name) =>
        _definitions[kind]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == name)!;
}
