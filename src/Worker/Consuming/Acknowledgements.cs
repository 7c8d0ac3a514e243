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
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _settling = new(1);
    private readonly Lock _lock = new();

    // Settled ones behind one that is not, and whether the broker still waits for their acknowledgement.
    private readonly Dictionary<ulong, bool> _settled = [];
    private readonly ConcurrentDictionary<ulong, bool> _aside = [];
    private ulong _lowest = 1;
    private ulong _highest;

    // Open at the broker, and what it is to be told of when nothing keeps that back any more.
    private int _open;
    private (ulong Last, int Count) _untold;
    private volatile bool _keepsBack;
    private TaskCompletionSource? _drained;

    /// <summary>Notes a delivery, which will be settled.</summary>
    public void Delivered(ulong tag)
    {
        lock (_lock)
        {
            _lowest = _highest == 0 ? tag : _lowest;
            _highest = tag;
        }

        Interlocked.Increment(ref _open);
    }

    /// <summary>Acknowledges deliveries.</summary>
    public Task AcknowledgeAsync(IEnumerable<ulong> tags) => SettleAsync(tags, async tag =>
    {
        var wasAside = _aside.TryRemove(tag, out _);
        if (wasAside)
        {
            await AcknowledgeAloneAsync(tag);
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

    /// <summary>
    /// Keeps acknowledgements back, for each of which the broker would send on; ends when nothing is on its way any more. What
    /// is on its way to a consumer that is cancelled, the broker takes back and delivers again (ADR 3).
    /// </summary>
    /// <param name="prefetchCount">As many deliveries are open at most.</param>
    /// <param name="longest">Where it would take longer until so many are open, it is not waited for.</param>
    /// <param name="time">The clock.</param>
    public async Task QuietAsync(int prefetchCount, TimeSpan longest, TimeProvider time)
    {
        _keepsBack = true;
        var (began, first) = (time.GetTimestamp(), Volatile.Read(ref _open));
        for (var (before, now) = (-1, first); channel.IsOpen && now > before && now < prefetchCount;)
        {
            await Task.Delay(Look, time);
            (before, now) = (now, Volatile.Read(ref _open));
            if (time.GetElapsedTime(began) * ((double)(prefetchCount - first) / Math.Max(1, now - first)) > longest)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Tells what was kept back and hands back what is set aside; ends when everything that was delivered is settled.
    /// </summary>
    public async Task DrainedAsync()
    {
        _keepsBack = false;
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
        Interlocked.Decrement(ref _open);
        Settled(tag, isOpen: false);
    }

    private async ValueTask AcknowledgeAloneAsync(ulong tag)
    {
        await channel.BasicAckAsync(tag, multiple: false);
        Interlocked.Decrement(ref _open);
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
        var next = _lowest;
        for (; ; next++)
        {
            if (_settled.Remove(next, out var isOpen))
            {
                if (isOpen && !_aside.IsEmpty)
                {
                    await AcknowledgeAloneAsync(next);
                }
                else if (isOpen)
                {
                    _untold = (next, _untold.Count + 1);
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

        if (_untold.Count > 0 && !_keepsBack)
        {
            var (last, count) = _untold;
            _untold = default;
            await channel.BasicAckAsync(last, multiple: true);
            Interlocked.Add(ref _open, -count);
        }
    }
}
