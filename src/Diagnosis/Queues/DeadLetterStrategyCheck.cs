namespace Streaming.Diagnosis.Queues;

/// <summary>Whether a dead letter stays in its queue until it has arrived where it goes.</summary>
internal static class DeadLetterStrategyCheck
{
    public const string Code = "dead_letter_strategy";

    private const string Lost = "a dead letter whose way is blocked at that moment is lost";

    public static IEnumerable<Finding> Of(Picture picture) =>
        from queue in picture.Broker!.Limited()
        let rules = new QueueRules(queue)
        where rules.DeadLetterExchange is not null
        select (rules.DeadLetterStrategy, rules.Overflow) switch
        {
            _ when !rules.IsWhole => Finding.NotAsked(Code, $"{queue.Name}: its policies are not known"),
            ("at-least-once", "reject-publish") => Finding.Ok(Code, $"{queue.Name}: at least once"),
            ("at-least-once", var overflow) => Finding.Warning(
                Code,
                $"{queue.Name}: at-least-once with overflow {overflow ?? "drop-head"}, which silently is at-most-once",
                Lost,
                Remedies.Policy(picture.Broker!, queue)),
            _ => Finding.Warning(
                Code, $"{queue.Name}: dead letters at most once", Lost, Remedies.Policy(picture.Broker!, queue)),
        };
}
