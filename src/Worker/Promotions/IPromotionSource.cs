namespace Streaming.Worker.Promotions;

/// <summary>Where announcements of new champions come from: every worker gets each.</summary>
internal interface IPromotionSource
{
    /// <summary>Listens until it is cancelled or the connection is lost.</summary>
    /// <param name="onListening">Called when no later announcement can be missed.</param>
    /// <param name="onMessage">Called with each body and its content type. It must not throw.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    /// <exception cref="Exception">The connection was lost, or there was none.</exception>
    Task ListenAsync(
        Action onListening, Action<ReadOnlyMemory<byte>, string?> onMessage, CancellationToken cancellationToken);
}
