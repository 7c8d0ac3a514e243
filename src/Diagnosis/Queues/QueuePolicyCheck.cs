namespace Streaming.Diagnosis.Queues;

/// <summary>Which policy a queue has, and what overrides it.</summary>
internal static class QueuePolicyCheck
{
    public const string Code = "queue_policy";

    // Of these the argument wins; of limits the smaller one does, and of overflow the policy.
    private static readonly string[] ArgumentWins =
        ["dead-letter-exchange", "dead-letter-routing-key", "dead-letter-strategy"];

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        return broker.Observations().SelectMany(queue =>
        {
            var set = PolicyPicture.For(queue, broker.Policies!, operators: false);
            var bounds = PolicyPicture.For(queue, broker.Policies!, operators: true);
            var findings = Overridden(queue, set).Concat(Tied(queue, set)).ToList();
            return findings.Count > 0 ? findings : [Finding.Ok(Code, $"{queue.Name}: {Words(set, bounds)}")];
        });
    }

    private static string Words(IReadOnlyList<PolicyPicture> set, IReadOnlyList<PolicyPicture> bounds)
    {
        var text = set switch
        {
            [] => "no policy",
            [var one] => $"policy {one.Name}",
            [var first, ..] => $"policy {first.Name} wins over {string.Join(", ", set.Skip(1).Select(one => one.Name))}",
        };
        return bounds is [var bound, ..] ? $"{text}, bounded by operator policy {bound.Name}" : text;
    }

    private static IEnumerable<Finding> Tied(QueuePicture queue, IReadOnlyList<PolicyPicture> set)
    {
        if (set is [var first, var second, ..] && first.Priority == second.Priority)
        {
            yield return Finding.Warning(
                Code,
                $"{queue.Name}: policies {first.Name} and {second.Name} both have priority {first.Priority}",
                "only one of them holds, and which one is not defined",
                $"rabbitmqctl clear_policy {second.Name}, or set one of them with a higher --priority");
        }
    }

    private static IEnumerable<Finding> Overridden(QueuePicture queue, IReadOnlyList<PolicyPicture> set) =>
        set is not [var winner, ..] ? [] : ArgumentWins
            .Where(key => queue.Arguments.TryGetValue($"x-{key}", out var argument)
                && winner.Definition.TryGetValue(key, out var policy)
                && argument != policy)
            .Select(key => Finding.Warning(
                Code,
                $"{queue.Name}: argument x-{key} '{queue.Arguments[$"x-{key}"]}' overrides '{winner.Definition[key]}' of "
                + $"policy {winner.Name}",
                "arguments cannot be changed while the queue exists: the policy is without effect",
                $"let the policy say the same, or {QueueTypeCheck.Replace(queue.Name)}"));
}
