using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Sky;

/// <summary>The sky page as a person meets it: in a real browser, over a real broker.</summary>
public sealed class SkyTests(BrokerFixture broker, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Focused = "document.activeElement.id || document.activeElement.textContent.trim()";
    private const string FocusedOutline = "getComputedStyle(document.activeElement).outlineStyle";

    [Fact]
    public async Task The_counts_of_the_page_are_those_of_the_stream()
    {
        await using var stage = await SetAsync();
        await Assertions.Expect(stage.Page.Locator("#empty")).ToContainTextAsync("No observation has come yet");

        await stage.StreamAsync(SkyStage.Bodies(3_000, badEvery: 100), rate: 3_000);

        await stage.ShowsAsync("#settled", "3,000");
        await stage.ShowsAsync("[data-count=REJECTED]", "30");
        await Assertions.Expect(stage.Page.Locator("#rejected tr")).ToHaveCountAsync(20);
        await Assertions.Expect(stage.Page.Locator("#rejected")).ToContainTextAsync("JSON");
        await Assertions.Expect(stage.Page.Locator("#empty")).ToBeHiddenAsync();
        await Assertions.Expect(stage.Page.Locator("#metrics")).ToContainTextAsync("Macro-F1");
        var classified = 0L;
        foreach (var name in (string[])["STAR", "GALAXY", "QSO"])
        {
            var text = await stage.Page.Locator($"[data-count={name}]").TextContentAsync();
            classified += long.Parse(text!.Replace(",", "", StringComparison.Ordinal));
        }

        Assert.Equal(2_970, classified);
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task What_strangers_send_is_text_and_never_markup()
    {
        const string Evil = "<img src=x onerror=\"window.harmed=true\">";
        await using var stage = await SetAsync();

        await stage.StreamAsync([SkyStage.Body(Evil), SkyStage.Body(Evil, redshift: null)], rate: 100);

        await stage.ShowsAsync("#rejected .id", Evil);
        await stage.ShowsAsync("#named .id", Evil);
        Assert.True(await stage.Page.EvaluateAsync<bool>("window.harmed === undefined"));
        Assert.Equal(0, await stage.Page.EvaluateAsync<int>("document.images.length"));
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task The_form_classifies_the_example_and_shows_a_fault_at_its_field()
    {
        await using var stage = await SetAsync();
        await stage.Page.ClickAsync("#form [type=submit]");
        await Assertions.Expect(stage.Page.Locator("#result .class")).ToContainTextAsync("Quasar (QSO), ");
        await Assertions.Expect(stage.Page.Locator("#mark")).ToBeVisibleAsync();

        await stage.Page.FillAsync("#u", "41");
        await stage.Page.FillAsync("#redshift", "");
        await stage.Page.ClickAsync("#form [type=submit]");

        await stage.ShowsAsync("#u-fault", "u is 41, outside [-5, 40]");
        await stage.ShowsAsync("#redshift-fault", "redshift is missing");
        await Assertions.Expect(stage.Page.Locator("#u")).ToBeFocusedAsync();
        await Assertions.Expect(stage.Page.Locator("#u")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard_and_the_focus_is_seen()
    {
        await using var stage = await SetAsync();
        var keyboard = stage.Page.Keyboard;
        await keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await stage.Page.EvaluateAsync<string>(Focused));
        await keyboard.PressAsync("Enter");
        Assert.Equal("main", await stage.Page.EvaluateAsync<string>(Focused));

        await TabToAsync(stage.Page, "pause");
        await keyboard.PressAsync("Space");
        await stage.ShowsAsync("#pause", "Resume");
        await keyboard.PressAsync("p");
        await stage.ShowsAsync("#pause", "Pause");

        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Space");
        await Assertions.Expect(stage.Page.Locator("canvas[data-class=STAR]")).ToBeHiddenAsync();

        await TabToAsync(stage.Page, "u");
        await keyboard.TypeAsync("22.9");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(stage.Page.Locator("#result .class")).ToContainTextAsync("%");
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 375)]
    [InlineData(ColorScheme.Light, 375)]
    public async Task The_page_fits_and_has_no_fault_that_axe_knows(ColorScheme scheme, int width)
    {
        await using var stage = await SetAsync(new BrowserNewPageOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        await stage.StreamAsync(SkyStage.Bodies(500, badEvery: 10), rate: 1_000);
        await stage.ShowsAsync("#settled", "500");
        await stage.Page.ClickAsync("#form [type=submit]");
        await Assertions.Expect(stage.Page.Locator("#result .class")).ToContainTextAsync("%");

        var result = await stage.Page.RunAxe();

        Assert.Empty(result.Violations.Select(one =>
            $"{one.Id}: {one.Help} ({string.Join(", ", one.Nodes.Select(node => node.Html))})"));
        Assert.Equal(width, await stage.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_an_open_page_which_then_says_that_it_is_alone()
    {
        await using var stage = await SetAsync();
        await using var events = await stage.Worker.Http.GetStreamAsync("/sky/events", Patience.Token());

        Assert.Equal(0, await stage.Worker.TerminateAsync(Patience.Token()));

        // Ended by the worker. A server that gives up waiting cuts its connections off, which is a fault here.
        await events.CopyToAsync(Stream.Null, Patience.Token());

        await Assertions.Expect(stage.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "lost");
        Assert.DoesNotContain("fail:", stage.Worker.Output, StringComparison.Ordinal);
    }

    private async Task<SkyStage> SetAsync(BrowserNewPageOptions? options = null) =>
        await SkyStage.SetAsync(await broker.CreateVirtualHostAsync(), chromium, Checkout.Models, options);

    /// <summary>Goes on with the tabulator; every stop on the way must be visible.</summary>
    private static async Task TabToAsync(IPage page, string id)
    {
        for (var stops = 0; stops < 30; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("none", await page.EvaluateAsync<string>(FocusedOutline));
            if (await page.EvaluateAsync<string>(Focused) == id)
            {
                return;
            }
        }

        Assert.Fail($"the tabulator does not lead to {id}");
    }
}
