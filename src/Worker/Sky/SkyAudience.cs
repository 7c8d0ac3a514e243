namespace Streaming.Worker.Sky;

/// <summary>The pages that watch. Their number is bounded; a slow one misses frames.</summary>
internal sealed class SkyAudience
{
    /// <summary>The most pages that watch one worker.</summary>
    public const int Limit = 16;

    private readonly Lock _lock = new();
    private readonly HashSet<SkyWatcher> _watchers = [];
    private volatile bool _isEmpty = true;
    private bool _isClosed;

    public bool IsEmpty => _isEmpty;

    /// <summary>Lets a page in and shows it a frame at once; null when there is no place.</summary>
    public SkyWatcher? Join(string frame)
    {
        var watcher = new SkyWatcher(this);
        watcher.Show(frame);
        lock (_lock)
        {
            if (_isClosed || _watchers.Count == Limit)
            {
                return null;
            }

            _watchers.Add(watcher);
            _isEmpty = false;
            return watcher;
        }
    }

    public void Show(string frame)
    {
        lock (_lock)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Show(frame);
            }
        }
    }

    /// <summary>Ends every stream and lets nobody in any more: an open page must not hold up a stop.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var watcher in _watchers)
            {
                watcher.End();
            }
        }
    }

    internal void Leave(SkyWatcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
            _isEmpty = _watchers.Count == 0;
        }
    }
}
