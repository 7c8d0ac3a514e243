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

    /// <summary>
    /// Exchange, of type <c>fanout</c>, and queue of what was delivered too often: each worker that dies counts on all
    /// messages that it held.
    /// </summary>
    public const string Dead = "observations_dead";

    /// <summary>
    /// What a queue's name ends in when it keeps those messages of another that a worker could not settle, as they came,
    /// with the reason in the header <c>Streaming-Reason</c>.
    /// </summary>
    public const string ErrorSuffix = "_error";

    /// <summary>Messages of <see cref="Queue"/> that a worker set aside.</summary>
    public const string ErrorQueue = Queue + ErrorSuffix;

    /// <summary>Messages of <see cref="BulkQueue"/> that a worker set aside.</summary>
    public const string BulkErrorQueue = BulkQueue + ErrorSuffix;

    /// <summary>Header of a message in an error queue: why the worker set it aside.</summary>
    public const string ReasonHeader = "Streaming-Reason";

    /// <summary>Header of a message in an error queue: when the worker set it aside, ISO 8601.</summary>
    public const string FailedAtHeader = "Streaming-Failed-At";

    /// <summary>
    /// Header of an observation that was set aside or rejected and then sent again: how often, a blank, and when the last
    /// time, for example <c>1 2026-11-29T21:04:05.123Z</c>. Its events carry the same header.
    /// </summary>
    public const string ResentHeader = "Streaming-Resent";

    /// <summary>
    /// Arguments of both queues where nobody has declared them before: what is delivered more than 1,000 times is kept in
    /// <see cref="Dead"/>. RabbitMQ 4 would drop it after 20.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> QueueArguments { get; } = new Dictionary<string, object?>
    {
        [Type] = Quorum,
        [DeliveryLimit] = 1_000,
        ["x-dead-letter-exchange"] = Dead,
        ["x-dead-letter-strategy"] = "at-least-once",
        // With another overflow the strategy silently becomes at-most-once.
        ["x-overflow"] = "reject-publish",
    };

    /// <summary>Arguments of the queues that keep, which have nowhere to move a message that is looked at often.</summary>
    public static IReadOnlyDictionary<string, object?> KeptQueueArguments { get; } = new Dictionary<string, object?>
    {
        [Type] = Quorum,
        [DeliveryLimit] = 1_000_000,
    };

    /// <summary>
    /// Arguments of a queue that the broker's definitions have declared, whose policies say the rest: a queue's arguments
    /// cannot be changed.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> PlainQueueArguments { get; } = new Dictionary<string, object?>
    {
        [Type] = Quorum,
    };

    private const string Type = "x-queue-type";
    private const string Quorum = "quorum";
    private const string DeliveryLimit = "x-delivery-limit";
}
