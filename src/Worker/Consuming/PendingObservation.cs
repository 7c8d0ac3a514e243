namespace Streaming.Worker.Consuming;

/// <summary>An observation that waits for its batch to be settled.</summary>
internal sealed class PendingObservation(IncomingObservation observation)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IncomingObservation Observation { get; } = observation;

    public Task Settled => _settled.Task;

    public void Settle() => _settled.TrySetResult();

    public void Fail(Exception fault) => _settled.TrySetException(fault);
}
