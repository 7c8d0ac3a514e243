using Streaming.LoadTests.Faults.Accounting;
using Streaming.LoadTests.Faults.Soak;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

public sealed class SoakVerdictTests
{
    private static readonly SoakFigures Flat = Of(_ => new SoakMinute(0, 200, 150, 30, 100, 10, 50));

    [Fact]
    public void A_flat_soak_holds() => Assert.Empty(SoakVerdict.Missed(Flat));

    [Fact]
    public void Growth_after_the_warm_up_is_missed()
    {
        // Two minutes of ten are the warm-up: what grows there does not count.
        Assert.Empty(SoakVerdict.Missed(Of(minute => Flat.Minutes[0] with { Memory = minute < 2 ? 100 : 200 })));
        Assert.Contains("memory", Missed(minute => Flat.Minutes[0] with { Memory = 200 + (4 * minute) }));
        Assert.Contains("handles", Missed(minute => Flat.Minutes[0] with { Handles = 150 + minute }));
        Assert.Contains("threads", Missed(minute => Flat.Minutes[0] with { Threads = 30 + minute }));
        Assert.Contains("outstanding", Missed(minute => Flat.Minutes[0] with { Outstanding = 1_000 * minute }));
        Assert.Contains("p50", Missed(minute => Flat.Minutes[0] with { P50 = 10 + minute }));
        Assert.Contains("p99", Missed(minute => Flat.Minutes[0] with { P99 = 50 * (1 + minute) }));
    }

    [Fact]
    public void A_loss_is_missed_and_so_is_a_promotion_that_no_one_followed()
    {
        Assert.Single(SoakVerdict.Missed(Flat with { Account = Flat.Account with { Lost = 1 } }));
        Assert.Single(SoakVerdict.Missed(Flat with { Promotions = 3, Activations = 2 }));
    }

    private static string Missed(Func<int, SoakMinute> minute) => Assert.Single(SoakVerdict.Missed(Of(minute)));

    private static SoakFigures Of(Func<int, SoakMinute> minute) => new()
    {
        Setting = "",
        Rate = 1_000,
        Account = new AccountFigures(10, 10, 0, 0, 0, 0, 0, 0, 0),
        Minutes = [.. Enumerable.Range(0, 10).Select(minute)],
    };
}
