namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>What is known of one observation. Times are timestamps of <c>Stopwatch</c>, 0 is not yet.</summary>
internal sealed class AccountEntry
{
    /// <summary>When it was first published.</summary>
    public long Sent { get; set; }

    /// <summary>When the broker confirmed it.</summary>
    public long Confirmed { get; set; }

    /// <summary>When its first event came.</summary>
    public long Answered { get; set; }

    public bool IsRejected { get; set; }

    /// <summary>Events that came after the first.</summary>
    public int Repeats { get; set; }

    /// <summary>Whether it stands in a queue for failures.</summary>
    public bool IsSetAside { get; set; }

    /// <summary>Whether it still stands in the queue of observations.</summary>
    public bool IsWaiting { get; set; }
}
