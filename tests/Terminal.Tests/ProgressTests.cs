using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Streaming.Terminal.Tests;

public sealed class ProgressTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly TextScreen _screen;
    private readonly TaskCompletionSource _end = new();
    private (long Done, string Remark) _state = (0, "");

    public ProgressTests() => _screen = new TextScreen(time: _time);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task Quick_work_shows_nothing()
    {
        var shown = ShowAsync(total: 10);
        _end.SetResult();
        await shown;

        Assert.Empty(_screen.Output + _screen.Error);
    }

    [Fact]
    public async Task Slow_work_tells_count_share_rate_time_left_and_remark()
    {
        var shown = ShowAsync(total: 1000);
        await AdvanceAsync(1);
        for (var second = 0; second < 5; second++)
        {
            _state = (_state.Done + 40, "3 refused");
            await AdvanceAsync(1);
        }

        Assert.Equal("Reading: 200 of 1,000 (20 %), 40/s, 20 s left, 3 refused", Assert.Single(_screen.Lines));
        _state = (1000, "3 refused");
        _end.SetResult();
        await shown;
        Assert.Equal("Reading: 1,000 of 1,000 (100 %), 200/s, 3 refused, 6 s in all", _screen.Lines[^1]);
    }

    [Fact]
    public async Task Work_of_unknown_length_tells_count_and_rate()
    {
        var shown = ShowAsync(total: null);
        await AdvanceAsync(1);
        _state = (1_250_000, "");
        await AdvanceAsync(5);

        Assert.Equal("Reading: 1,250,000, 250,000/s", Assert.Single(_screen.Lines));
        _end.SetResult();
        await shown;
    }

    [Fact]
    public async Task What_was_done_before_counts_but_not_for_the_rate()
    {
        var shown = ShowAsync(total: 1000);
        _state = (600, "");
        await AdvanceAsync(1);
        _state = (610, "");
        await AdvanceAsync(5);

        Assert.Equal("Reading: 610 of 1,000 (61 %), 2/s, 3 min left", Assert.Single(_screen.Lines));
        _end.SetResult();
        await shown;
    }

    [Fact]
    public async Task Long_work_is_told_in_a_line_every_few_seconds_at_first_and_every_minute_later()
    {
        var shown = ShowAsync(total: 1000);
        for (var second = 0; second < 60; second += 5) await AdvanceAsync(5);
        var first = _screen.Lines.Count;
        for (var second = 60; second < 1200; second += 5) await AdvanceAsync(5);
        var whole = _screen.Lines.Count;
        for (var second = 1200; second < 1800; second += 5) await AdvanceAsync(5);

        Assert.InRange(first, 8, 12);
        Assert.InRange(whole - first, 20, 40);
        Assert.InRange(_screen.Lines.Count - whole, 8, 10);
        _end.SetResult();
        await shown;
    }

    [Fact]
    public async Task Work_that_fails_fails_its_display()
    {
        var shown = ShowAsync(total: 10);
        await AdvanceAsync(1);
        _end.SetException(new FailureException("no"));

        await Assert.ThrowsAsync<FailureException>(() => shown);
    }

    [Fact]
    public async Task A_step_reports_by_itself_and_gives_its_result()
    {
        var result = await Progress.RunAsync(_screen.Screen, "Reading", total: 3, report =>
        {
            report(3);
            return "read";
        });

        Assert.Equal("read", result);
    }

    [Fact]
    public async Task Where_standard_output_is_data_it_goes_to_standard_error()
    {
        var shown = ShowAsync(total: 10, _screen.Screen.Aside);
        await AdvanceAsync(1);
        await AdvanceAsync(5);
        _end.SetResult();
        await shown;

        Assert.Empty(_screen.Output);
        Assert.StartsWith("Reading: 0 of 10 (0 %)", _screen.Error, StringComparison.Ordinal);
    }

    private Task ShowAsync(long? total, Screen? screen = null) =>
        Progress.ShowAsync(screen ?? _screen.Screen, "Reading", total, () => _state, _end.Task);

    // What waits for the clock goes on elsewhere: it has its turn before the next second.
    private async Task AdvanceAsync(int seconds)
    {
        _time.Advance(seconds * Second);
        for (var turn = 0; turn < 3; turn++) await Task.Delay(1, TestContext.Current.CancellationToken);
    }
}
