using System.Collections;
using System.Reflection;
using Microsoft.ML;

namespace Streaming.Trainer.Training;

/// <summary>
/// Reports boosting rounds while ML.NET trains, and stops it between two of them. Both ways exist in ML.NET without a
/// public door, so they are found by reflection; should a version move them, no round is reported (the display shows
/// elapsed time alone) and training ends by itself.
/// </summary>
internal sealed class IterationWatch : IDisposable
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenRegistration _stop;
    private readonly Action<long> _onIteration;
    private readonly Timer? _timer;
    private readonly Lock _reading = new();
    private bool _ended;

    private IterationWatch(MLContext context, Action<long> onIteration, CancellationToken cancellation)
    {
        _onIteration = onIteration;
        var cancel = typeof(MLContext).GetMethod("CancelExecution", Inside);
        _stop = cancellation.Register(() => cancel?.Invoke(context, null));
        if (Tracker(context) is { } tracker && tracker.GetType().GetMethod("GetAllProgress", Inside) is { } read)
        {
            _timer = new Timer(_ => Report(tracker, read), null, Pause, Pause);
        }
    }

    public static IterationWatch Of(MLContext context, Action<long> onIteration, CancellationToken cancellation) =>
        new(context, onIteration, cancellation);

    /// <summary>Ends the reports: none comes after this returns.</summary>
    public void Dispose()
    {
        lock (_reading)
        {
            _ended = true;
        }

        _timer?.Dispose();
        _stop.Dispose();
    }

    private void Report(object tracker, MethodInfo read)
    {
        lock (_reading)
        {
            if (_ended)
            {
                return;
            }

            try
            {
                if (read.Invoke(tracker, null) is IEnumerable events && LatestRound(events) is { } round)
                {
                    _onIteration(round);
                }
            }
            catch (TargetInvocationException)
            {
                // A display must not end a training: no more rounds are reported.
                _ended = true;
            }
        }
    }

    private static object? Tracker(MLContext context)
    {
        var environment = Value(context, "_env");
        return environment is null ? null : Value(environment, "ProgressTracker");
    }

    private static int? LatestRound(IEnumerable events)
    {
        int? latest = null;
        foreach (var one in events)
        {
            if (Value(one, "ProgressEntry") is { } entry
                && Value(entry, "Progress") is double?[] { Length: > 0 } progress
                && progress[0] is { } round)
            {
                latest = (int)round;
            }
        }

        return latest;
    }

    private static object? Value(object owner, string field)
    {
        for (var type = owner.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(field, Inside) is { } found)
            {
                return found.GetValue(owner);
            }
        }

        return null;
    }
}
