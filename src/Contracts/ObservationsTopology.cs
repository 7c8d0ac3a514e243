namespace Streaming.Contracts;

/// <summary>
/// Names of the broker's parts that observations pass through, as the worker and <c>telescope publish</c> declare
/// them. The exchanges are durable and of type <c>fanout</c>; the queues are durable quorum queues.
/// <see cref="Exchange"/> is bound to <see cref="QueueExchange"/>, and that to <see cref="Queue"/>; the three for messages
/// of many observations likewise. They have a queue of their own since a worker takes fewer of them ahead.
/// </summary>
public static class ObservationsTopology
{
    /// <summary>Publishers send <see cref="ObservationReceived"/> to this exchange.</summary>
    public const string Exchange = "Streaming.Contracts:ObservationReceived";

    /// <summary>The queue's own exchange, between <see cref="Exchange"/> and the queue.</summary>
    public const string QueueExchange = Queue;

    /// <summary>The workers consume this queue.</summary>
    public const string Queue = "observations";

    /// <summary>Publishers send <see cref="ObservationBatchReceived"/> to this exchange.</summary>
    public const string BulkExchange = "Streaming.Contracts:ObservationBatchReceived";

    /// <summary>That queue's own exchange.</summary>
    public const string BulkQueueExchange = BulkQueue;

    /// <summary>The workers consume this queue, too.</summary>
    public const string BulkQueue = "observations_bulk";
}
