using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Streaming.Contracts.Tests;

public sealed class BrokerDefinitionsTests
{
    private readonly JsonObject _definitions = Documents.BrokerDefinitions();

    [Theory]
    [InlineData(ObservationsTopology.Exchange)]
    [InlineData(ObservationsTopology.QueueExchange)]
    [InlineData(ObservationsTopology.BulkExchange)]
    [InlineData(ObservationsTopology.BulkQueueExchange)]
    [InlineData(LabelsTopology.Exchange)]
    [InlineData(RejectionsTopology.Exchange)]
    [InlineData(LabelsTopology.ErrorQueue)]
    [InlineData("Streaming.Contracts:" + nameof(ObjectClassified))]
    [InlineData("Streaming.Contracts:" + nameof(ObjectsClassified))]
    [InlineData("Streaming.Contracts:" + nameof(ModelPromoted))]
    [InlineData("Streaming.Contracts:" + nameof(ModelActivated))]
    [InlineData("Streaming.Contracts:" + nameof(ModelRefused))]
    public void The_exchanges_are_those_of_the_contract(string name)
    {
        var exchange = Named("exchanges", name);

        Assert.Equal("fanout", exchange["type"]!.GetValue<string>());
        Assert.True(exchange["durable"]!.GetValue<bool>());
        Assert.False(exchange["auto_delete"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(ObservationsTopology.Queue)]
    [InlineData(ObservationsTopology.BulkQueue)]
    [InlineData(LabelsTopology.Queue)]
    [InlineData(LabelsTopology.ErrorQueue)]
    public void The_queues_are_quorum_queues_and_have_no_other_argument(string name)
    {
        var queue = Named("queues", name);

        Assert.True(queue["durable"]!.GetValue<bool>());
        Assert.Equal("""{"x-queue-type":"quorum"}""", queue["arguments"]!.ToJsonString());
    }

    // The command declares it as well, and a declaration that differs is refused.
    [Fact]
    public void Rejections_are_kept_within_the_bounds_that_the_command_declares() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["x-queue-type"] = "quorum",
            ["x-max-length-bytes"] = $"{RejectionsTopology.MostBytes}",
            ["x-overflow"] = "drop-head",
            ["x-message-ttl"] = $"{RejectionsTopology.LongestMilliseconds}",
            ["x-delivery-limit"] = $"{RejectionsTopology.DeliveryLimit}",
        },
        Named("queues", RejectionsTopology.Queue)["arguments"]!.AsObject()
            .ToDictionary(argument => argument.Key, argument => argument.Value!.ToString()));

    [Fact]
    public void What_is_published_reaches_its_queue() => Assert.Superset(
        new HashSet<string>
        {
            $"{ObservationsTopology.Exchange} -> exchange {ObservationsTopology.QueueExchange}",
            $"{ObservationsTopology.QueueExchange} -> queue {ObservationsTopology.Queue}",
            $"{ObservationsTopology.BulkExchange} -> exchange {ObservationsTopology.BulkQueueExchange}",
            $"{ObservationsTopology.BulkQueueExchange} -> queue {ObservationsTopology.BulkQueue}",
            $"{LabelsTopology.Exchange} -> queue {LabelsTopology.Queue}",
            $"{RejectionsTopology.Exchange} -> queue {RejectionsTopology.Queue}",
            $"{LabelsTopology.ErrorQueue} -> queue {LabelsTopology.ErrorQueue}",
        },
        _definitions["bindings"]!.AsArray()
            .Select(b => $"{b!["source"]} -> {b["destination_type"]} {b["destination"]}").ToHashSet());

    [Theory]
    [InlineData(ObservationsTopology.Queue)]
    [InlineData(ObservationsTopology.BulkQueue)]
    public void What_is_delivered_too_often_goes_to_a_queue_that_keeps_it(string queue)
    {
        var policy = PolicyOf(queue);
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
        var policy = PolicyOf(LabelsTopology.Queue);

        Assert.Equal(
            ("", LabelsTopology.ErrorQueue, "at-least-once", "reject-publish"),
            (
                policy["dead-letter-exchange"]!.GetValue<string>(),
                policy["dead-letter-routing-key"]!.GetValue<string>(),
                policy["dead-letter-strategy"]!.GetValue<string>(),
                policy["overflow"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(ObservationsTopology.Dead)]
    [InlineData(ObservationsTopology.ErrorQueue)]
    [InlineData(ObservationsTopology.BulkErrorQueue)]
    [InlineData(LabelsTopology.ErrorQueue)]
    public void What_is_kept_is_never_deleted_for_being_looked_at(string queue) => Assert.Equal(
        """{"delivery-limit":1000000}""", PolicyOf(queue).ToJsonString());

    [Fact]
    public void They_bring_no_user() => Assert.False(_definitions.ContainsKey("users"));

    // A queue has one policy: of several that match with one priority, the broker takes any.
    private JsonNode PolicyOf(string queue) => Assert.Single(
        _definitions["policies"]!.AsArray(), policy => Regex.IsMatch(queue, policy!["pattern"]!.GetValue<string>()))!
        ["definition"]!;

    private JsonNode Named(string kind, string name) =>
        _definitions[kind]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == name)!;
}
