using MassTransit;

namespace Streaming.Worker.Consuming;

/// <summary>Tells when an endpoint begins to receive and when it has lost its connection.</summary>
internal sealed class EndpointWatch : IReceiveEndpointObserver
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first message can arrive.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when no more can arrive.</summary>
    public Task Ended => _ended.Task;

    Task IReceiveEndpointObserver.Ready(ReceiveEndpointReady ready) => Complete(_ready);

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Complete(_ended);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Complete(_ended);

    private static Task Complete(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }
}
