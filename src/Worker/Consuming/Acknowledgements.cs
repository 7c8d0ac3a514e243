using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RabbitMQ.Client;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Settles what came over one channel, a batch at a time: one acknowledgement tells of all deliveries up to a tag, so it
/// is sent when all of those are settled. What is set aside for later is passed over; as long as there is any, the others
/// are acknowledged one by one. What a lost channel leaves open comes again. Safe to use from many threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class Acknowledgements(IChannel channel)
{
    private readonly SemaphoreSlim _settling = new(1);
    private readonly Lock _lock = new();

    // Settled ones behind one that is not, and whether the broker still waits for their acknowledgement.
    private readonly Dictionary<ulong, bool> _settled = [];
    private readonly ConcurrentDictionary<ulong, bool> _aside = [];
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
    public Task AcknowledgeAsync(IEnumerable<ulong> tags) => SettleAsync(tags, async tag =>
    {
        var wasAside = _aside.TryRemove(tag, out _);
        if (wasAside)
        {
            await channel.BasicAckAsync(tag, multiple: false);
        }

        Settled(tag, isOpen: !wasAside);
    });

    /// <summary>Hands deliveries back to the queue.</summary>
    public Task HandBackAsync(IEnumerable<ulong> tags) => SettleAsync(tags, HandBackAsync);

    /// <summary>Sets deliveries aside, to be settled later. At a stop they are handed back.</summary>
    public Task SetAsideAsync(IEnumerable<ulong> tags) => SettleAsync(tags, async tag =>
    {
        if (_drained is null)
        {
            _aside[tag] = true;
        }
        else
        {
            await HandBackAsync(tag);
        }
    });

    /// <summary>Whether a delivery is set aside, and can still be settled.</summary>
    public bool IsAside(ulong tag) => channel.IsOpen && _aside.ContainsKey(tag);

    /// <summary>Hands back what is set aside; ends when everything that was delivered is settled.</summary>
    public async Task DrainedAsync()
    {
        lock (_lock)
        {
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await HandBackAsync([.. _aside.Keys]);
        await _drained.Task;
    }

    private async ValueTask HandBackAsync(ulong tag)
    {
        _aside.TryRemove(tag, out _);
        await channel.BasicNackAsync(tag, multiple: false, requeue: true);
        Settled(tag, isOpen: false);
    }

    private void Settled(ulong tag, bool isOpen)
    {
        if (tag >= _lowest)
        {
            _settled[tag] = isOpen;
        }
    }

    private async Task SettleAsync(IEnumerable<ulong> tags, Func<ulong, ValueTask> settle)
    {
        // In turn: the broker closes a channel on which a tag is acknowledged after a higher one has told of it.
        await _settling.WaitAsync();
        try
        {
            foreach (var tag in tags)
            {
                // What was handed back at a stop, while it was tried once more, is settled.
                if ((tag >= _lowest && !_settled.ContainsKey(tag)) || _aside.ContainsKey(tag))
                {
                    await settle(tag);
                }
            }

            await AdvanceAsync();
        }
        catch (Exception) when (!channel.IsOpen)
        {
        }
        finally
        {
            lock (_lock)
            {
                if (_drained is not null && ((_lowest > _highest && _aside.IsEmpty) || !channel.IsOpen))
                {
                    _drained.TrySetResult();
                }
            }

            _settling.Release();
        }
    }

    // Acknowledges what is settled and has nothing open before it; the broker must not be told again of what it knows.
    private async Task AdvanceAsync()
    {
        var last = 0UL;
        var next = _lowest;
        for (; ; next++)
        {
            if (_settled.Remove(next, out var isOpen))
            {
                if (isOpen && !_aside.IsEmpty)
                {
                    await channel.BasicAckAsync(next, multiple: false);
                }
                else if (isOpen)
                {
                    last = next;
                }
            }
            else if (!_aside.ContainsKey(next))
            {
                break;
            }
        }

        lock (_lock)
        {
            _lowest = next;
        }

        if (last > 0)
        {
            await channel.BasicAckAsync(last, multiple: true);
        }
    }
}
