namespace Streaming.Diagnosis.Queues;

/// <summary>Whether the queues keep copies and confirm when a majority has them.</summary>
internal static class QueueTypeCheck
{
    public const string Code = "queue_type";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Broker!.Observations().Select(queue =>
        queue.IsQuorum
            ? Finding.Ok(Code, $"{queue.Name}: quorum")
            : Finding.Wrong(
                Code,
                $"{queue.Name}: {queue.Type}",
                "it has one copy, and workers cannot consume it: their declaration is refused",
                Replace(queue.Name)));

    /// <summary>How a queue that was declared otherwise is replaced.</summary>
    public static string Replace(string queue) =>
        $"stop the publishers, let the queue empty or move its messages, then rabbitmqctl delete_queue {queue} and start a "
        + "worker, which declares it anew";
}
