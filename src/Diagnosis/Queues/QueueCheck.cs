namespace Streaming.Diagnosis.Queues;

/// <summary>Whether the queues are there, and outlive a restart of the broker.</summary>
internal static class QueueCheck
{
    public const string Code = "queue";

    public static IEnumerable<Finding> Of(Picture picture) => WatchedQueues.OfObservations.Select(way =>
        picture.Broker!.Queue(way.Queue) switch
        {
            null => Finding.Wrong(
                Code,
                $"{way.Queue}: there is no such queue",
                "what is published is returned to publishers that ask for it, and lost to those that do not",
                $"start a worker, which declares it, or {Remedies.Definitions}"),
            { IsDurable: false } => Finding.Wrong(
                Code,
                $"{way.Queue}: not durable",
                "it goes with the next restart of the broker, and all that waits in it",
                QueueTypeCheck.Replace(way.Queue)),
            _ => Finding.Ok(Code, $"{way.Queue}: there, durable"),
        });
}
