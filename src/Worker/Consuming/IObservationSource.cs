namespace Streaming.Worker.Consuming;

/// <summary>
/// The consuming port: brings observations from a queue to <see cref="ObservationBatcher.ProcessAsync"/> and
/// acknowledges each when that has ended.
/// </summary>
internal interface IObservationSource
{
    /// <summary>
    /// Makes sure that the queue exists, so that nothing published before the first consumer is lost.
    /// </summary>
    Task DeclareAsync(CancellationToken cancellationToken);

    /// <summary>Starts to consume; returns when the first message can arrive.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes no more, waits until what was taken is acknowledged, and returns.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
