namespace Streaming.LoadTests.Faults.Network;

/// <summary>The conditions of now, and the news of their change.</summary>
internal sealed class ProxyState
{
    private ProxyConditions _current = ProxyConditions.Clear;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProxyConditions Current => Volatile.Read(ref _current);

    public void Change(ProxyConditions conditions)
    {
        Volatile.Write(ref _current, conditions);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Returns when bytes may pass.</summary>
    public async Task MovingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the look: a change in between completes it.
            var changed = Volatile.Read(ref _changed).Task;
            if (!Current.IsStill)
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
