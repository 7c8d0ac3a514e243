using System.Globalization;

namespace Streaming.Diagnosis.Queues;

/// <summary>
/// What holds for a queue, of its arguments and its policies. RabbitMQ decides that by key: of a limit the smaller one, of
/// where dead messages go the argument, of what a full queue does the policy
/// (https://github.com/rabbitmq/rabbitmq-server, rabbit_quorum_queue, gather_policy_config).
/// </summary>
internal sealed class QueueRules(QueuePicture queue)
{
    private readonly IReadOnlyDictionary<string, string> _policy = queue.Policy ?? new Dictionary<string, string>();

    /// <summary>Whether the policies are known; if not, only arguments are.</summary>
    public bool IsWhole => queue.Policy is not null;

    public string? DeadLetterExchange => ArgumentFirst("dead-letter-exchange");

    public string? DeadLetterRoutingKey => ArgumentFirst("dead-letter-routing-key");

    public string? DeadLetterStrategy => ArgumentFirst("dead-letter-strategy");

    public string? Overflow => _policy.GetValueOrDefault("overflow") ?? Argument("overflow");

    /// <summary>How long a consumer may keep a message; null where the broker's own limit holds.</summary>
    public TimeSpan? ConsumerTimeout =>
        Smaller("consumer-timeout") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>The limit of deliveries that the queue was declared with, which nobody can raise.</summary>
    public long? ArgumentLimit => Number(Argument("delivery-limit"));

    /// <summary>How often a message is delivered; null without a limit.</summary>
    /// <param name="brokerMajor">First number of the broker's version: since 4 there is a limit of 20 by itself.</param>
    public long? DeliveryLimit(int brokerMajor) => Smaller("delivery-limit") switch
    {
        // Negative takes the limit away; before 4 that could not be said.
        < 0 => null,
        null => brokerMajor >= 4 ? 20 : null,
        var limit => limit,
    };

    /// <summary>The smaller of argument and policy; null when neither sets it.</summary>
    public long? Smaller(string key) => (Number(Argument(key)), Number(_policy.GetValueOrDefault(key))) switch
    {
        ({ } argument, { } policy) when argument < 0 || policy < 0 => Math.Max(argument, policy),
        ({ } argument, { } policy) => Math.Min(argument, policy),
        var (argument, policy) => argument ?? policy,
    };

    private string? ArgumentFirst(string key) => Argument(key) ?? _policy.GetValueOrDefault(key);

    private string? Argument(string key) => queue.Arguments.GetValueOrDefault($"x-{key}");

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
