namespace Streaming.Contracts;

/// <summary>
/// Names of the broker's parts that observations pass through, as the worker and <c>telescope publish</c> declare
/// them. Both exchanges are durable and of type <c>fanout</c>; the queue is a durable quorum queue.
/// <see cref="Exchange"/> is bound to <see cref="QueueExchange"/>, and that to <see cref="Queue"/>.
/// </summary>
public static class ObservationsTopology
{
    /// <summary>Publishers send <see cref="ObservationReceived"/> to this exchange.</summary>
    public const string Exchange = "Streaming.Contracts:ObservationReceived";

    /// <summary>The queue's own exchange, between <see cref="Exchange"/> and the queue.</summary>
    public const string QueueExchange = Queue;

    /// <summary>The workers consume this queue.</summary>
    public const string Queue = "observations";
}
