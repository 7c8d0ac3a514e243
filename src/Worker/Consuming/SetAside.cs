using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Messages whose events the broker has refused, and when to try which of them again. One probes first, after a pause that
/// doubles with every refusal; with every success as many again follow at once. So a full queue costs the other
/// subscribers one repeat a pause, and one bad event soon stands alone. Safe to use from many threads.
/// </summary>
internal sealed class SetAside(IOptions<EventsOptions> options, BatchProgress progress, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Messages of many observations are among them.
    private const int LargestPart = 64;

    private readonly Lock _lock = new();
    private readonly List<IncomingMessage> _waiting = [];
    private readonly Channel<bool> _any = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private TimeSpan _pause = ShortestPause;
    private long _confirmed;
    private int _part = 1;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Sets messages aside.</summary>
    public async Task AddAsync(IReadOnlyList<IncomingMessage> refused, string why)
    {
        foreach (var channel in refused.GroupBy(message => message.Acknowledgements!))
        {
            await channel.Key.SetAsideAsync(channel.Select(message => message.Tag));
        }

        lock (_lock)
        {
            if (_waiting.Count == 0 && refused.All(message => message.Refused is null))
            {
                (_part, _pause) = (1, ShortestPause);
            }

            _waiting.AddRange(refused.Select(message => message with
            {
                Refused = new RefusedBefore(why, message.Refused?.Since ?? time.GetTimestamp(), refused.Count == 1),
            }));
            _any.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits for the next to be tried again, or given up.</summary>
    /// <returns>Some of them, which are here no more.</returns>
    public async Task<Part> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _any.Reader.ReadAsync(cancellationToken);
            await Task.Delay(_pause * (0.75 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
            lock (_lock)
            {
                // What was lost with its channel, or handed back at a stop, comes again by itself.
                progress.Left(_waiting.RemoveAll(message => !message.Acknowledgements!.IsAside(message.Tag)));
                var part = Take();
                if (_waiting.Count > 0)
                {
                    _any.Writer.TryWrite(true);
                }

                if (part.Messages.Count > 0)
                {
                    return part;
                }
            }
        }
    }

    /// <summary>Notes what became of a part.</summary>
    /// <param name="tried">How many were in it.</param>
    /// <param name="confirmed">How many of them are settled.</param>
    public void Tried(int tried, int confirmed)
    {
        lock (_lock)
        {
            _confirmed = confirmed > 0 ? time.GetTimestamp() : _confirmed;
            (_part, _pause) =
                confirmed == tried ? (Math.Min(_part * 2, LargestPart), TimeSpan.Zero)
                : confirmed > 0 ? (Math.Max(1, _part / 2), ShortestPause)
                : (1, _pause == TimeSpan.Zero ? ShortestPause : _pause < LongestPause / 2 ? _pause * 2 : LongestPause);
        }
    }

    private Part Take()
    {
        var now = time.GetTimestamp();
        var late = _waiting.FindAll(IsLate);
        if (late.Count > 0)
        {
            _waiting.RemoveAll(IsLate);
            return new Part(late, IsLate: true);
        }

        var some = _waiting.GetRange(0, Math.Min(_part, _waiting.Count));
        _waiting.RemoveRange(0, some.Count);
        return new Part(some, IsLate: false);

        // As long as others get through, one that was never refused alone may be in order.
        bool IsLate(IncomingMessage message) => time.GetElapsedTime(
            message.Refused!.IsAlone ? message.Refused.Since : Math.Max(message.Refused.Since, _confirmed), now)
            >= options.Value.RetryFor;
    }

    /// <param name="Messages">Some that were set aside.</param>
    /// <param name="IsLate">Whether they were refused for long enough to be given up.</param>
    internal sealed record Part(IReadOnlyList<IncomingMessage> Messages, bool IsLate);
}

/// <summary>That the broker has refused an event of a message.</summary>
/// <param name="Why">As it was told last.</param>
/// <param name="Since">Timestamp of the clock at the first time.</param>
/// <param name="IsAlone">Whether it was the only one, the last time.</param>
internal sealed record RefusedBefore(string Why, long Since, bool IsAlone);
