namespace Streaming.Worker.Sky;

/// <summary>
/// Shows the audience a frame four times a second while something happens, and once a second when nothing does, so
/// that a page can tell a quiet stream from a lost connection.
/// </summary>
internal sealed class SkyBroadcast(
    SkyFeed feed, SkyFrames frames, SkyAudience audience, IHostApplicationLifetime lifetime, TimeProvider time)
    : BackgroundService
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private const int QuietTicks = 4;

    // Created here, not in ExecuteAsync, which runs on another thread: no tick can be missed.
    private readonly PeriodicTimer _timer = new(Tick, time);

    private int _quiet;

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before any service stops: the HTTP server waits for its open connections.
        using var closing = lifetime.ApplicationStopping.Register(audience.Close);
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            Show();
        }
    }

    private void Show()
    {
        var (objects, of) = feed.TakeSample();
        _quiet = of > 0 ? 0 : _quiet + 1;
        if (!audience.IsEmpty && _quiet % QuietTicks == 0)
        {
            audience.Show(frames.Compose(SkySample.From(objects, of)));
        }
    }
}
