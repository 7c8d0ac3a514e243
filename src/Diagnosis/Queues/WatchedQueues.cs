using Streaming.Contracts;
using Streaming.Diagnosis.Broker;

namespace Streaming.Diagnosis.Queues;

/// <summary>The queues that are looked at.</summary>
internal static class WatchedQueues
{
    /// <summary>The queues that workers consume, and the way to each of them.</summary>
    public static IReadOnlyList<(string Exchange, string QueueExchange, string Queue)> OfObservations { get; } =
    [
        (ObservationsTopology.Exchange, ObservationsTopology.QueueExchange, ObservationsTopology.Queue),
        (ObservationsTopology.BulkExchange, ObservationsTopology.BulkQueueExchange, ObservationsTopology.BulkQueue),
    ];

    /// <summary>Where messages are kept that somebody must look at.</summary>
    public static IReadOnlyList<string> OfErrors { get; } =
    [
        ObservationsTopology.Queue + ObservationsTopology.ErrorSuffix,
        ObservationsTopology.BulkQueue + ObservationsTopology.ErrorSuffix,
        ObservationsTopology.Dead,
        LabelsTopology.ErrorQueue,
    ];

    /// <summary>Those of the workers that exist.</summary>
    public static IEnumerable<QueuePicture> Observations(this BrokerPicture broker) =>
        OfObservations.Select(way => broker.Queue(way.Queue)).OfType<QueuePicture>();

    /// <summary>Those of them that are quorum queues, and the trainer's: limits and dead letters matter to them.</summary>
    public static IEnumerable<QueuePicture> Limited(this BrokerPicture broker) => broker.Observations()
        .Append(broker.Queue(LabelsTopology.Queue))
        .OfType<QueuePicture>()
        .Where(queue => queue.IsQuorum);
}
