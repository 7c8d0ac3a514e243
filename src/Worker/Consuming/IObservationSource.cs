namespace Streaming.Worker.Consuming;

/// <summary>
/// The consuming port: brings messages from the queues to <see cref="ObservationBatcher"/>, and has each acknowledged
/// when the events of all its observations are confirmed.
/// </summary>
internal interface IObservationSource
{
    /// <summary>
    /// Makes sure that the queues exist, so that nothing published before the first consumer is lost.
    /// </summary>
    Task DeclareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Consumes until the connection is lost, or until it is cancelled: then it takes no more, waits until what was
    /// taken is settled, and returns.
    /// </summary>
    /// <param name="onConsuming">Called when the first message can arrive.</param>
    /// <param name="cancellationToken">Ends the consuming.</param>
    Task ConsumeAsync(Action onConsuming, CancellationToken cancellationToken);
}
