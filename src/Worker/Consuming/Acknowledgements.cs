using System.Diagnostics.CodeAnalysis;
using RabbitMQ.Client;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Settles what came over one channel, a batch at a time: one acknowledgement tells of all deliveries up to a tag, so it
/// is sent when all of those are settled. What a lost channel leaves open comes again. Safe to use from many threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class Acknowledgements(IChannel channel)
{
    private readonly SemaphoreSlim _settling = new(1);
    private readonly Lock _lock = new();

    // Settled ones behind one that is not, and whether the broker still waits for their acknowledgement.
    private readonly Dictionary<ulong, bool> _settled = [];
    private ulong _lowest = 1;
    private ulong _highest;
    private TaskCompletionSource? _drained;

    /// <summary>Notes a delivery, which will be settled.</summary>
    public void Delivered(ulong tag)
    {
        lock (_lock)
        {
            _lowest = _highest == 0 ? tag : _lowest;
            _highest = tag;
        }
    }

    /// <summary>Acknowledges deliveries.</summary>
    public Task AcknowledgeAsync(IEnumerable<ulong> tags) =>
        SettleAsync(tags, isOpen: true, _ => ValueTask.CompletedTask);

    /// <summary>Hands deliveries back to the queue.</summary>
    public Task HandBackAsync(IEnumerable<ulong> tags) =>
        SettleAsync(tags, isOpen: false, tag => channel.BasicNackAsync(tag, multiple: false, requeue: true));

    /// <summary>Notes that a delivery has been settled by somebody else.</summary>
    public Task PassedAsync(ulong tag) => SettleAsync([tag], isOpen: false, _ => ValueTask.CompletedTask);

    /// <summary>Ends when everything that was delivered is settled.</summary>
    public Task DrainedAsync()
    {
        lock (_lock)
        {
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            TellWhenDrained();
            return _drained.Task;
        }
    }

    private async Task SettleAsync(IEnumerable<ulong> tags, bool isOpen, Func<ulong, ValueTask> settle)
    {
        // In turn: the broker closes a channel on which a tag is acknowledged after a higher one has told of it.
        await _settling.WaitAsync();
        try
        {
            foreach (var tag in tags)
            {
                await settle(tag);
                _settled[tag] = isOpen;
            }

            if (Advance() is > 0 and var last)
            {
                await channel.BasicAckAsync(last, multiple: true);
            }
        }
        catch (Exception) when (!channel.IsOpen)
        {
        }
        finally
        {
            lock (_lock)
            {
                TellWhenDrained();
            }

            _settling.Release();
        }
    }

    // Returns the last of those that are to be acknowledged now, which the broker must know; 0 when there is none.
    private ulong Advance()
    {
        var last = 0UL;
        var next = _lowest;
        for (; _settled.Remove(next, out var isOpen); next++)
        {
            last = isOpen ? next : last;
        }

        lock (_lock)
        {
            _lowest = next;
        }

        return last;
    }

    private void TellWhenDrained()
    {
        if (_lowest > _highest || !channel.IsOpen)
        {
            _drained?.TrySetResult();
        }
    }
}
