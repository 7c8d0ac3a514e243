namespace Streaming.Telescope.Publishing;

/// <summary>The current channel, and another one when it breaks.</summary>
internal sealed class Link(Func<CancellationToken, Task<IObservationChannel>> open, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>How long the broker may be away before the publisher gives up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _gate = new(1);
    private IObservationChannel? _current;
    private bool _isGivenUp;

    public IObservationChannel Current => _current!;

    /// <summary>Opens the first channel; a broker that is not there now is not waited for.</summary>
    public async Task OpenAsync(CancellationToken cancellation) => _current = await open(cancellation);

    /// <summary>
    /// Replaces a broken channel. Of all the publishes that it broke under, the first opens the new one.
    /// </summary>
    /// <returns>False when the broker stays away.</returns>
    public async Task<bool> ReplaceAsync(IObservationChannel broken, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_isGivenUp) return false;
            if (_current != broken) return true;
            await broken.DisposeAsync();
            var since = time.GetTimestamp();
            while (time.GetElapsedTime(since) < Patience)
            {
                try
                {
                    _current = await open(cancellation);
                    return true;
                }
                catch (FailureException)
                {
                    await Task.Delay(Pause, time, cancellation);
                }
            }

            _isGivenUp = true;
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is not null) await _current.DisposeAsync();
        _gate.Dispose();
    }
}
