namespace Streaming.Worker.Consuming;

internal static class Abandoning
{
    /// <summary>
    /// Disposes without waiting: what has lost its broker may take long to close, or never get there.
    /// </summary>
    public static void Abandon(this IAsyncDisposable broken) => _ = Task.Run(async () => await broken.DisposeAsync());
}
