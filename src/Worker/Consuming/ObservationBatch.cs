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

    /// <summary>Holds messages whose events the broker has refused before.</summary>
    public const string ByRefusal = "refusal";

    // An observation in JSON has 200 to 300 bytes. How many a message holds is known only when it is read.
    private const int BytesOfOne = 512;

    // Whoever waits for it goes on within the call that settles: a hop through the thread pool for each would cost more than
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

    /// <summary>A batch of messages that are to be tried again.</summary>
    public static ObservationBatch Again(IReadOnlyList<IncomingMessage> messages)
    {
        var batch = new ObservationBatch(messages.Count);
        batch._messages.AddRange(messages);
        return batch;
    }

    public void Add(IncomingMessage message)
    {
        _messages.Add(message);
        _size += Math.Max(1, message.Body.Length / BytesOfOne);
    }

    /// <summary>Takes messages out of it, by their places.</summary>
    public IReadOnlyList<IncomingMessage> TakeOut(Func<int, bool> places)
    {
        var taken = _messages.Where((_, place) => places(place)).ToList();
        for (var place = _messages.Count - 1; place >= 0; place--)
        {
            if (places(place))
            {
                _messages.RemoveAt(place);
            }
        }

        return taken;
    }

    public void Close(string closedBy, long now) => (ClosedBy, Started) = (closedBy, now);

    /// <summary>Acknowledges its messages, or lets those acknowledge them who wait.</summary>
    public Task SettleAsync()
    {
        _settled.TrySetResult();
        return ByChannelAsync((channel, tags) => channel.AcknowledgeAsync(tags));
    }

    /// <summary>Hands its messages back.</summary>
    public Task FailAsync(Exception fault)
    {
        _settled.TrySetException(fault);
        // Observed: where nobody waits for it, the fault has been told all the same.
        _ = _settled.Task.Exception;
        return ByChannelAsync((channel, tags) => channel.HandBackAsync(tags));
    }

    private async Task ByChannelAsync(Func<Acknowledgements, IEnumerable<ulong>, Task> settle)
    {
        foreach (var channel in _messages.Select(message => message.Acknowledgements).Distinct().OfType<Acknowledgements>())
        {
            await settle(
                channel,
                _messages.Where(message => message.Acknowledgements == channel).Select(message => message.Tag));
        }
    }
}
