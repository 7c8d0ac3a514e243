namespace Streaming.Diagnosis.Queues;

/// <summary>Whether what is published gets to the queues.</summary>
internal static class QueueBindingCheck
{
    public const string Code = "queue_binding";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        return WatchedQueues.OfObservations.Where(way => broker.Queue(way.Queue) is not null).Select(way =>
        {
            var missing = Missing(broker.Bindings, way);
            return missing.Count == 0
                ? Finding.Ok(Code, $"{way.Queue}: bound to {way.Exchange}")
                : Finding.Wrong(
                    Code,
                    $"{way.Queue}: not bound: {string.Join(", ", missing)}",
                    "what is published is returned to publishers that ask for it, and lost to those that do not",
                    $"start a worker anew, which binds it, or {Remedies.Definitions}");
        });
    }

    /// <summary>The bindings that are missing on the ways to the queues, for people; of a deleted exchange all are.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<BindingPicture> bindings) =>
        [.. WatchedQueues.OfObservations.SelectMany(way => Missing(bindings, way))];

    private static IReadOnlyList<string> Missing(
        IReadOnlyList<BindingPicture> bindings, (string Exchange, string QueueExchange, string Queue) way) =>
    [
        .. ((BindingPicture[])
        [
            new(way.Exchange, way.QueueExchange, IsToQueue: false), new(way.QueueExchange, way.Queue, IsToQueue: true),
        ])
            .Where(binding => !bindings.Contains(binding))
            .Select(binding => $"exchange {binding.Source} to {(binding.IsToQueue ? "queue" : "exchange")} "
                + binding.Destination),
    ];
}
