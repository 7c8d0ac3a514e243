using System.Globalization;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Sky;

/// <summary>
/// The page under a full stream: worker, broker, publisher and browser share the machine. The load test <c>sky</c>
/// holds every click and the rate to their targets; here a busy machine must not decide.
/// </summary>
public sealed class SkyLoadTests(BrokerFixture broker, Chromium chromium, ITestOutputHelper output)
    : IClassFixture<Chromium>
{
    private const int Rate = 5_000;
    private const int Count = 60_000;

    [Fact]
    public async Task At_5000_observations_a_second_a_click_is_answered_within_100_ms()
    {
        await using var stage = await SkyStage.SetAsync(
            await broker.CreateVirtualHostAsync(), chromium, Checkout.Models);
        var streaming = stage.StreamAsync(SkyStage.Bodies(Count, badEvery: 500), Rate);

        var clicks = await Clicks.MakeAsync(stage.Page, count: 24, fromSettled: Count / 2);

        output.WriteLine(clicks.ToString());
        Assert.InRange(clicks.Settled, Count / 2, Count - 1);
        Assert.InRange(clicks.Median, 0, 100);
        await streaming;
        await stage.ShowsAsync("#settled", Count.ToString("N0", CultureInfo.InvariantCulture));
        Assert.Empty(stage.Faults);
    }
}
