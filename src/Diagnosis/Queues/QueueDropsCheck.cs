namespace Streaming.Diagnosis.Queues;

/// <summary>Whether a queue throws away what nobody has read.</summary>
internal static class QueueDropsCheck
{
    public const string Code = "queue_drops";

    private static readonly string[] Lengths = ["max-length", "max-length-bytes"];

    private static readonly string[] Ages = ["message-ttl", "expires"];

    public static IEnumerable<Finding> Of(Picture picture) => picture.Broker!.Observations().Select(queue =>
    {
        var rules = new QueueRules(queue);
        var isDropped = rules.Overflow is not ("reject-publish" or "reject-publish-dlx");
        string[] how =
        [
            .. Lengths
                .Where(key => isDropped && rules.Smaller(key) is not null)
                .Select(key => $"{key} {rules.Smaller(key)} with overflow drop-head"),
            .. Ages
                .Where(key => rules.Smaller(key) is not null)
                .Select(key => $"{key} {rules.Smaller(key)} ms"),
        ];
        return how.Length == 0
            ? Finding.Ok(Code, $"{queue.Name}: keeps what nobody has read")
            : Finding.Wrong(
                Code,
                $"{queue.Name}: {string.Join(", ", how)}",
                "observations that wait are thrown away, without a word to anybody",
                "take it out of the policy (rabbitmqctl list_policies); with a length limit set overflow reject-publish");
    });
}
