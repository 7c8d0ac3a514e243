using System.Collections.Concurrent;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary>A clock on which every pause is over at once. Limits, which are longer, are reached on demand.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMinutes(10);

    public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

    /// <summary>How many limits are still to be reached at once.</summary>
    public int LimitsReached { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(this, base.CreateTimer(callback, state, Hasten(dueTime), period));

    private TimeSpan Hasten(TimeSpan dueTime)
    {
        if (dueTime >= ShortestLimit)
        {
            return LimitsReached-- > 0 ? TimeSpan.FromMilliseconds(100) : dueTime;
        }

        if (dueTime <= TimeSpan.Zero)
        {
            return dueTime;
        }

        Pauses.Enqueue(dueTime);
        return TimeSpan.Zero;
    }

    private sealed class HastyTimer(HastyTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Hasten(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
