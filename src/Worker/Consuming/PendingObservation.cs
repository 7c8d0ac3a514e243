namespace Streaming.Worker.Consuming;

/// <summary>An observation that waits for its batch to be settled.</summary>
/// <param name="observation">The observation.</param>
/// <param name="delivered">Timestamp of the clock at its delivery.</param>
internal sealed class PendingObservation(IncomingObservation observation, long delivered)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IncomingObservation Observation { get; } = observation;

    public long Delivered { get; } = delivered;

    public Task Settled => _settled.Task;

    public void Settle() => _settled.TrySetResult();

    public void Fail(Exception fault) => _settled.TrySetException(fault);
}
