using Streaming.Diagnosis.Queues;
using Xunit;

namespace Streaming.Diagnosis.Tests;

/// <summary>Which of argument and policy holds is RabbitMQ's to say, key by key.</summary>
public sealed class QueueRulesTests
{
    [Theory]
    [InlineData(null, null, 3, null)]
    [InlineData(null, null, 4, 20L)]
    [InlineData("50", null, 3, 50L)]
    [InlineData(null, "1000", 4, 1000L)]
    [InlineData("50", "1000", 4, 50L)]
    [InlineData("1000", "5", 4, 5L)]
    [InlineData("-1", null, 4, null)]
    [InlineData("-1", "1000", 4, 1000L)]
    public void Of_delivery_limits_the_smaller_one_holds(string? argument, string? policy, int major, long? expected) =>
        Assert.Equal(expected, new QueueRules(Queue("delivery-limit", argument, policy)).DeliveryLimit(major));

    [Fact]
    public void Of_where_dead_letters_go_the_argument_holds_and_of_a_full_queue_the_policy()
    {
        Assert.Equal("mine", new QueueRules(Queue("dead-letter-exchange", "mine", "theirs")).DeadLetterExchange);
        Assert.Equal("mine", new QueueRules(Queue("dead-letter-strategy", "mine", "theirs")).DeadLetterStrategy);
        Assert.Equal("theirs", new QueueRules(Queue("overflow", "mine", "theirs")).Overflow);
        Assert.Equal("mine", new QueueRules(Queue("overflow", "mine", null)).Overflow);
    }

    [Fact]
    public void The_policy_of_the_highest_priority_wins_within_what_the_operator_allows()
    {
        var queue = new QueuePicture("observations");
        PolicyPicture[] policies =
        [
            Policy("all", ".*", "all", 0, ("delivery-limit", "7")),
            Policy("other", "^labels$", "queues", 90, ("delivery-limit", "8")),
            Policy("classic", "^observations$", "classic_queues", 90, ("delivery-limit", "9")),
            Policy("observations", "^observations$", "quorum_queues", 10, ("delivery-limit", "1000"), ("overflow", "x")),
            Policy("bound", "^obs", "queues", 0, ("delivery-limit", "30"), ("max-length", "5")) with { IsOperators = true },
        ];

        Assert.Equal(
            ["observations", "all"],
            PolicyPicture.For(queue, policies, operators: false).Select(policy => policy.Name));
        Assert.Equal(
            new Dictionary<string, string> { ["delivery-limit"] = "30", ["overflow"] = "x", ["max-length"] = "5" },
            PolicyPicture.Effective(queue, policies).ToDictionary());
        Assert.Empty(PolicyPicture.Effective(new QueuePicture("mine"), policies[1..4]));
    }

    [Fact]
    public void What_a_policy_of_the_remedy_sets_is_taken_over_those_that_are_there()
    {
        var broker = Healthy.Broker with { Policies = [Policy("low", "^observations$", "queues", 50)], VirtualHost = "sky" };

        Assert.StartsWith(
            "rabbitmqctl set_policy -p sky --priority 51 --apply-to queues observations '^observations(_bulk)?$' '{",
            Remedies.Policy(broker, broker.Queues[0]),
            StringComparison.Ordinal);
    }

    private static PolicyPicture Policy(
        string name, string pattern, string appliesTo, int priority, params (string Key, string Value)[] settings) =>
        new(name, pattern, appliesTo, priority, settings.ToDictionary(one => one.Key, one => one.Value));

    private static QueuePicture Queue(string key, string? argument, string? policy) => new("observations")
    {
        Arguments = argument is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [$"x-{key}"] = argument },
        Policy = policy is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [key] = policy },
    };
}
