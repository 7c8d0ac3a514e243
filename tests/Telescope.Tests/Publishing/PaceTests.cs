using Microsoft.Extensions.Time.Testing;
using Streaming.Telescope.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Publishing;

public sealed class PaceTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Without_a_rate_every_observation_is_due_at_once()
    {
        var pace = Pace.Unlimited(_time);

        Assert.All(Enumerable.Range(0, 1_000), index => Assert.True(IsDue(pace, index)));
    }

    [Fact]
    public void At_a_rate_observations_are_due_one_after_the_other()
    {
        var pace = Pace.OfRate(4, _time);

        Assert.True(IsDue(pace, 0));
        var second = pace.WaitForTurnAsync(1, Cancellation);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(second.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_late_publisher_catches_up()
    {
        var pace = Pace.OfRate(4, _time);
        Assert.True(IsDue(pace, 0));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(IsDue(pace, 4));
        Assert.False(IsDue(pace, 5));
    }

    [Fact]
    public void A_visit_is_due_at_once_and_the_next_one_after_the_cadence()
    {
        var pace = Pace.OfVisits(100, TimeSpan.FromSeconds(30), _time);

        Assert.All(Enumerable.Range(0, 100), index => Assert.True(IsDue(pace, index)));
        Assert.False(IsDue(pace, 100));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.All(Enumerable.Range(100, 100), index => Assert.True(IsDue(pace, index)));
        Assert.False(IsDue(pace, 200));
    }

    private static bool IsDue(Pace pace, int index) => pace.WaitForTurnAsync(index, Cancellation).IsCompletedSuccessfully;
}
