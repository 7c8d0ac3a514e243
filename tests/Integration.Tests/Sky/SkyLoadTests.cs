using System.Globalization;
using Microsoft.Playwright;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Sky;

/// <summary>The page under a full stream: worker, broker, publisher and browser share the machine.</summary>
public sealed class SkyLoadTests(BrokerFixture broker, Chromium chromium, ITestOutputHelper output)
    : IClassFixture<Chromium>
{
    private const int Rate = 5_000;
    private const int Count = 60_000;
    private const int Clicks = 24;

    // From the event's own time to the end of the frame that shows what the handlers did.
    private const string Watch =
        """
        window.answers = [];
        addEventListener("click", event => requestAnimationFrame(() => {
          const frame = new MessageChannel();
          frame.port1.onmessage = () => answers.push(performance.now() - event.timeStamp);
          frame.port2.postMessage(null);
        }), true);
        """;

    private static readonly string[] Targets =
        ["input[data-class=STAR]", "#theme", "input[data-class=GALAXY]", "#pause", "#pause", "input[data-class=QSO]"];

    [Fact]
    public async Task At_5000_observations_a_second_a_click_is_answered_within_100_ms()
    {
        await using var stage = await SkyStage.SetAsync(
            await broker.CreateVirtualHostAsync(), chromium, Checkout.Models);
        await stage.Page.EvaluateAsync(Watch);
        var rates = new List<double>();
        var streaming = stage.StreamAsync(SkyStage.Bodies(Count, badEvery: 500), Rate);
        await Assertions.Expect(stage.Page.Locator("#rate")).Not.ToHaveTextAsync("0");

        for (var click = 0; click < Clicks; click++)
        {
            await stage.Page.ClickAsync(Targets[click % Targets.Length]);
            await stage.Page.WaitForFunctionAsync($"answers.length > {click}");
            rates.Add(await RateAsync(stage.Page));
        }

        Assert.False(streaming.IsCompleted, "the stream ended before the last click");
        await streaming;
        await stage.ShowsAsync("#settled", Count.ToString("N0", CultureInfo.InvariantCulture));
        var answers = (await stage.Page.EvaluateAsync<double[]>("answers")).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{answers.Count} clicks: median {answers[Clicks / 2]:F0} ms, largest {answers[^1]:F0} ms; settled a second while clicking: {rates.Min():F0} to {rates.Max():F0}"));
        Assert.InRange(answers[Clicks / 2], 0, 100);
        Assert.Empty(stage.Faults);
    }

    private static async Task<double> RateAsync(IPage page) =>
        double.Parse((await page.Locator("#rate").TextContentAsync())!, NumberStyles.Number, CultureInfo.InvariantCulture);
}
