using RabbitMQ.Client.Events;

namespace Streaming.LoadTests;

/// <summary>
/// Bounds the publishes that are not confirmed yet. Counts confirms itself: a task for each publish, as the client
/// offers, would cost more than the publish.
/// </summary>
internal sealed class ConfirmWindow(int count, int width) : IDisposable
{
    private readonly SemaphoreSlim _free = new(width);
    private readonly bool[] _confirmed = new bool[count + 1];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _lowest = 1;
    private int _total;

    /// <summary>Completes when every publish is confirmed; fails when one is refused or returned.</summary>
    public Task All => _all.Task;

    /// <summary>Waits for room for one more.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    public Task ConfirmAsync(object sender, BasicAckEventArgs confirm)
    {
        var before = _total;
        for (var tag = confirm.Multiple ? _lowest : confirm.DeliveryTag; tag <= confirm.DeliveryTag; tag++)
        {
            if (!_confirmed[tag])
            {
                _confirmed[tag] = true;
                _total++;
            }
        }

        _lowest = confirm.Multiple ? confirm.DeliveryTag + 1 : _lowest;
        if (_total > before)
        {
            _free.Release(_total - before);
        }

        if (_total == count)
        {
            _all.TrySetResult();
        }

        return Task.CompletedTask;
    }

    public Task RefuseAsync()
    {
        _all.TrySetException(new InvalidOperationException("the broker refused or returned an observation"));
        return Task.CompletedTask;
    }

    public void Dispose() => _free.Dispose();
}
