namespace Streaming.Contracts;

/// <summary>
/// Names of the broker's parts that labels pass through, as the trainer declares them. The exchange is durable and of
/// type <c>fanout</c>, the queues are durable quorum queues; <see cref="Exchange"/> is bound to <see cref="Queue"/>.
/// </summary>
public static class LabelsTopology
{
    /// <summary>Publishers send <see cref="ObservationLabelled"/> to this exchange.</summary>
    public const string Exchange = "Streaming.Contracts:ObservationLabelled";

    /// <summary>The trainer consumes this queue.</summary>
    public const string Queue = "labels";

    /// <summary>Labels that cannot be used are kept in this queue, as they came.</summary>
    public const string ErrorQueue = "labels_error";

    /// <summary>Header of a message in <see cref="ErrorQueue"/>: every reason, joined by semicolons.</summary>
    public const string ReasonHeader = "Streaming-Reason";
}
