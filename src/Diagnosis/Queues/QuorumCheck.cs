namespace Streaming.Diagnosis.Queues;

/// <summary>Whether the copies of a queue are there: a majority of them confirms.</summary>
internal static class QuorumCheck
{
    public const string Code = "quorum";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var running = picture.Broker!.Nodes?.Count(node => node.IsRunning);
        return picture.Broker.Limited().Select(queue => Of(queue, running));
    }

    private static Finding Of(QueuePicture queue, int? running)
    {
        var (members, online) = (queue.Members.Count, queue.Online.Count);
        var text = $"{queue.Name}: {online} of {members} copies online";
        var away = string.Join(", ", queue.Members.Except(queue.Online));
        return queue switch
        {
            { Members: [] } => Finding.NotAsked(Code, $"{queue.Name}: the broker does not tell its copies"),
            _ when online * 2 <= members => Finding.Wrong(
                Code,
                $"{text}, no majority; away: {away}",
                "it takes nothing, gives nothing and confirms nothing",
                "start the nodes that are away"),
            { Leader: { } leader } when !queue.Online.Contains(leader) => Finding.Wrong(
                Code,
                $"{text}, and its leader {leader} is away",
                "it stands still until another leader is elected, which takes seconds, not minutes",
                $"rabbitmq-queues quorum_status {queue.Name}; restart the node of the leader if none is elected"),
            _ when online < members => Finding.Warning(
                Code,
                $"{text}; away: {away}",
                "what these nodes missed they must catch up; with one more away it may stand still",
                $"start them; rabbitmq-queues quorum_status {queue.Name} shows how far they are behind"),
            _ when members < Math.Min(running ?? 1, 3) => Finding.Warning(
                Code,
                $"{text}, on {running} nodes",
                "it was declared before all nodes had joined: it stands still, or is lost, with the few that have it",
                "rabbitmq-queues grow NODE all"),
            _ => Finding.Ok(Code, text),
        };
    }
}
