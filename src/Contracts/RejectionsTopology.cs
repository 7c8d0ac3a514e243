namespace Streaming.Contracts;

/// <summary>
/// Names of the broker's parts that keep rejections until somebody mends them, as <c>telescope rejected keep</c> declares
/// them: <see cref="Exchange"/> is bound to <see cref="Queue"/>, a durable quorum queue with bounds of its own.
/// </summary>
public static class RejectionsTopology
{
    /// <summary>Workers send <see cref="ObservationRejected"/> to this exchange.</summary>
    public const string Exchange = "Streaming.Contracts:ObservationRejected";

    /// <summary>Rejections are kept in this queue.</summary>
    public const string Queue = "rejected";

    /// <summary>The most bytes that are kept, 1 GiB; then the oldest go first.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>How often one may be looked at and handed back, which RabbitMQ counts.</summary>
    public const int DeliveryLimit = 1_000_000;

    /// <summary>How long a rejection is kept, milliseconds: 30 days.</summary>
    public const long LongestMilliseconds = 30L * 24 * 3600 * 1000;
}
