namespace Streaming.Diagnosis.Queues;

/// <summary>Whether the work is spread over the nodes: a queue's leader does most of it.</summary>
internal static class LeadersCheck
{
    public const string Code = "leaders";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        var leaders = broker.Observations().Select(queue => queue.Leader).OfType<string>().ToList();
        var nodes = broker.Nodes!.Count(node => node.IsRunning);
        yield return nodes < 2 ? Finding.Ok(Code, "one node leads all queues, as there is no other")
            : leaders.Count > 1 && leaders.Distinct().Count() == 1 ? Finding.Warning(
                Code,
                $"{leaders[0]} leads all queues of {nodes} nodes",
                "it has all the work while the others only copy",
                "rabbitmq-queues rebalance quorum")
            : Finding.Ok(Code, $"on {string.Join(", ", leaders.Distinct())}");
    }
}
