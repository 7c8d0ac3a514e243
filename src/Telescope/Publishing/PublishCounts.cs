namespace Streaming.Telescope.Publishing;

/// <summary>How far a publisher is. Counted by many tasks at once, read by the progress bar.</summary>
internal sealed class PublishCounts
{
    private int _sent;
    private int _messages;
    private int _spectroscopic;
    private int _confirmed;
    private int _returned;
    private int _refused;
    private int _repeated;

    /// <summary>Observations that were taken to be published.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Messages that they were put into.</summary>
    public int Messages => Volatile.Read(ref _messages);

    /// <summary>Those of them that have a redshift.</summary>
    public int Spectroscopic => Volatile.Read(ref _spectroscopic);

    /// <summary>Those of them that have none.</summary>
    public int Photometric => Sent - Spectroscopic;

    /// <summary>Observations that the broker has confirmed.</summary>
    public int Confirmed => Volatile.Read(ref _confirmed);

    /// <summary>Observations that no queue took.</summary>
    public int Returned => Volatile.Read(ref _returned);

    /// <summary>Observations that the broker refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Observations that were published again after the connection broke, each time counted.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>What is not known to be safe. A difference, so that no way of getting lost is left out.</summary>
    public int Unsafe => Sent - Confirmed;

    /// <summary>Observations of which the broker has said nothing.</summary>
    public int Unanswered => Unsafe - Returned - Refused;

    public void CountSent(ObservationMessage message)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _spectroscopic, message.Observations.Count(MeasuredInputs.IsSpectroscopic));
        Interlocked.Add(ref _sent, message.Observations.Count);
    }

    public void CountRepeat(ObservationMessage message) => Interlocked.Add(ref _repeated, message.Observations.Count);

    public void Count(ObservationMessage message, PublishOutcome outcome)
    {
        var observations = message.Observations.Count;
        if (outcome == PublishOutcome.Confirmed) Interlocked.Add(ref _confirmed, observations);
        if (outcome == PublishOutcome.Returned) Interlocked.Add(ref _returned, observations);
        if (outcome == PublishOutcome.Refused) Interlocked.Add(ref _refused, observations);
    }
}
