namespace Streaming.Worker.Consuming;

/// <summary>
/// Messages whose observations are classified, published and settled together. One task tells all of them that their
/// events are confirmed. Not for several threads at once; compared by identity.
/// </summary>
/// <param name="limit">Most messages of one observation; a large message counts as many.</param>
internal sealed class ObservationBatch(int limit)
{
    /// <summary>Closed because it was full.</summary>
    public const string BySize = "size";

    /// <summary>Closed because nothing more was waiting.</summary>
    public const string ByIdleness = "idle";

    /// <summary>Closed because its first observation had waited long enough.</summary>
    public const string ByTime = "time";

    // An observation in JSON has 200 to 300 bytes. How many a message holds is known only when it is read.
    private const int BytesOfOne = 512;

    // Whoever waits goes on within the call that settles: a hop through the thread pool for each would cost more than
    // its acknowledgement.
    private readonly TaskCompletionSource _settled = new();
    private readonly List<IncomingMessage> _messages = new(Math.Min(limit, 64));
    private int _size;

    public IReadOnlyList<IncomingMessage> Messages => _messages;

    public bool IsFull => _size >= limit;

    /// <summary>Why it was closed.</summary>
    public string ClosedBy { get; private set; } = BySize;

    /// <summary>Timestamp of the clock when the work began.</summary>
    public long Started { get; private set; }

    /// <summary>Timestamp of the clock when it was scored.</summary>
    public long Scored { get; set; }

    /// <summary>Ends when every event is confirmed, or in the fault for which they are not.</summary>
    public Task Settled => _settled.Task;

    public void Add(IncomingMessage message)
    {
        _messages.Add(message);
        _size += Math.Max(1, message.Body.Length / BytesOfOne);
    }

    public void Close(string closedBy, long now) => (ClosedBy, Started) = (closedBy, now);

    public void Settle() => _settled.TrySetResult();

    public void Fail(Exception fault) => _settled.TrySetException(fault);
}
