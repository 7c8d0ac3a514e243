using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>How far a publisher is. Counted by many tasks at once, read by the progress bar.</summary>
internal sealed class PublishCounts
{
    private int _sent;
    private int _spectroscopic;
    private int _confirmed;
    private int _returned;
    private int _refused;
    private int _repeated;

    /// <summary>Observations that were taken to be published.</summary>
    public int Sent => Volatile.Read(ref _sent);

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

    /// <summary>Publishes that were made again after the connection broke.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>What is not known to be safe. A difference, so that no way of getting lost is left out.</summary>
    public int Unsafe => Sent - Confirmed;

    /// <summary>Observations of which the broker has said nothing.</summary>
    public int Unanswered => Unsafe - Returned - Refused;

    public void CountSent(ObservationReceived observation)
    {
        if (MeasuredInputs.IsSpectroscopic(observation)) Interlocked.Increment(ref _spectroscopic);
        Interlocked.Increment(ref _sent);
    }

    public void CountRepeat() => Interlocked.Increment(ref _repeated);

    public void Count(PublishOutcome outcome)
    {
        if (outcome == PublishOutcome.Confirmed) Interlocked.Increment(ref _confirmed);
        if (outcome == PublishOutcome.Returned) Interlocked.Increment(ref _returned);
        if (outcome == PublishOutcome.Refused) Interlocked.Increment(ref _refused);
    }
}
