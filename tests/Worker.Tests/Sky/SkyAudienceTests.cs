using Streaming.Worker.Sky;
using Xunit;

namespace Streaming.Worker.Tests.Sky;

public sealed class SkyAudienceTests
{
    private readonly SkyAudience _audience = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_page_gets_the_newest_frame_and_misses_the_others()
    {
        using var watcher = _audience.Join("first")!;
        _audience.Show("second");
        _audience.Show("third");
        _audience.Close();

        Assert.Equal(["third"], await FramesAsync(watcher));
    }

    [Fact]
    public void There_is_a_place_again_when_a_page_leaves()
    {
        var watchers = Enumerable.Range(0, SkyAudience.Limit).Select(_ => _audience.Join("")!).ToList();
        Assert.Null(_audience.Join(""));

        watchers[0].Dispose();

        Assert.NotNull(_audience.Join(""));
    }

    [Fact]
    public void The_audience_is_empty_when_the_last_page_has_left()
    {
        var watcher = _audience.Join("")!;
        Assert.False(_audience.IsEmpty);

        watcher.Dispose();

        Assert.True(_audience.IsEmpty);
    }

    [Fact]
    public async Task Closing_ends_every_stream_and_lets_nobody_in()
    {
        using var watcher = _audience.Join("last")!;
        _audience.Close();

        Assert.Equal(["last"], await FramesAsync(watcher));
        Assert.Null(_audience.Join(""));
    }

    private static async Task<List<string>> FramesAsync(SkyWatcher watcher)
    {
        var frames = new List<string>();
        await foreach (var item in watcher.ReadAsync(Cancellation))
        {
            frames.Add(item.Data);
        }

        return frames;
    }
}
