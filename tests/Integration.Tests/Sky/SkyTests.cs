using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Sky;

/// <summary>The sky page as a person meets it: in a real browser, over a real broker.</summary>
public sealed class SkyTests(BrokerFixture broker, SmallModelFixture model, Chromium chromium)
    : IClassFixture<Chromium>
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
        await stage.ShowsAsync("[data-count=spectroscopic]", "1,470");
        await stage.ShowsAsync("[data-count=photometric]", "1,500");
        Assert.Equal(2_970, await SumAsync(stage, "STAR", "GALAXY", "QSO"));
        Assert.Equal(2_970, await SumAsync(stage, "certain", "several", "none"));
        Assert.InRange(await SumAsync(stage, "novel"), 1, 300);
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task The_newest_objects_tell_what_they_may_be_and_from_what_and_are_marked_in_words()
    {
        await using var stage = await SetAsync();
        var example = SkyStage.Example("sure");

        await stage.StreamAsync(
            [
                .. ((ObservationReceived[])
                [
                    example,
                    example with { ObservationId = "unsure", U = null, Z = 99, Redshift = null },
                    example with { ObservationId = "odd", U = 10, G = 30, R = 10, I = 30, Z = 10, Redshift = null },
                ]).Select(ObservationSender.Serialize),
            ],
            rate: 100);

        await Assertions.Expect(Row("sure")).ToContainTextAsync("Quasar");
        await Assertions.Expect(Row("sure").Locator("td").Nth(4)).ToHaveTextAsync("ugriz+z");
        await Assertions.Expect(Row("sure").Locator(".mark")).ToHaveCountAsync(0);
        await Assertions.Expect(Row("unsure").Locator("td").Nth(3)).ToContainTextAsync("galaxy or quasar undecided");
        await Assertions.Expect(Row("unsure").Locator("td").Nth(4)).ToHaveTextAsync("gri");
        await Assertions.Expect(Row("odd").Locator(".mark").Last).ToHaveTextAsync("novel");
        await Assertions.Expect(Row("odd").Locator("td").Nth(4)).ToHaveTextAsync("ugriz");
        Assert.Empty(stage.Faults);

        ILocator Row(string id) => stage.Page.Locator("#named tr", new PageLocatorOptions
        {
            Has = stage.Page.GetByText(id, new PageGetByTextOptions { Exact = true }),
        });
    }

    [Fact]
    public async Task The_model_is_described_by_its_figures_with_and_without_a_redshift()
    {
        await using var stage = await SetAsync();

        await Assertions.Expect(stage.Page.Locator("#provenance")).ToContainTextAsync("sets of inputs");
        await Assertions.Expect(stage.Page.Locator("#metrics thead th")).ToHaveTextAsync(["ugriz+z", "ugriz"]);
        await Assertions.Expect(stage.Page.Locator("#metrics tbody tr").First.Locator("td")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_worker_that_is_not_ready_says_why_at_the_top_and_no_longer_when_it_is()
    {
        using var store = new TemporaryFolder();
        await using var worker = await WorkerProcess.StartAsync(null, store.Path, settings: null, Patience.Token());
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(worker.Http.BaseAddress!.AbsoluteUri);

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Waiting for a model");
        await Assertions.Expect(page.Locator("#not-ready")).ToContainTextAsync("champion.json");
        model.Model.Promote(store.Path, "late-1");

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live, in memory");
        await Assertions.Expect(page.Locator("#not-ready")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_strangers_send_is_text_and_never_markup()
    {
        const string Evil = "<img src=x onerror=\"window.harmed=true\">";
        await using var stage = await SetAsync();

        await stage.StreamAsync(
            [
                ObservationSender.Serialize(SkyStage.Example(Evil)),
                ObservationSender.Serialize(SkyStage.Example(Evil) with { Redshift = 13 }),
            ],
            rate: 100);

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
        await stage.Page.FillAsync("#delta", "");
        await stage.Page.ClickAsync("#form [type=submit]");

        await stage.ShowsAsync("#u-fault", "u is 41, outside [-5, 40]");
        await stage.ShowsAsync("#delta-fault", "delta is missing");
        await Assertions.Expect(stage.Page.Locator("#delta")).ToBeFocusedAsync();
        await Assertions.Expect(stage.Page.Locator("#u")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task The_form_takes_what_was_measured_and_tells_how_sure_the_answer_is()
    {
        await using var stage = await SetAsync();
        foreach (var field in (string[])["u", "z", "redshift"])
        {
            await stage.Page.FillAsync($"#{field}", "");
        }

        await stage.Page.ClickAsync("#form [type=submit]");

        var answer = stage.Page.Locator("#result dl");
        await Assertions.Expect(answer).ToContainTextAsync("Candidates at 95 %");
        await Assertions.Expect(answer).ToContainTextAsync("galaxy or quasar");
        await Assertions.Expect(answer).ToContainTextAsync("Novelty");
        await Assertions.Expect(answer).ToContainTextAsync("Made fromg r i");
        await Assertions.Expect(answer).Not.ToContainTextAsync("Not used");
        await stage.ShowsAsync("#result .mark", "undecided");
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task The_form_marks_an_answer_that_is_novel()
    {
        await using var stage = await SetAsync();
        foreach (var (field, magnitude) in "ugriz".Zip((string[])["10", "30", "10", "30", "10"]))
        {
            await stage.Page.FillAsync($"#{field}", magnitude);
        }

        await stage.Page.ClickAsync("#form [type=submit]");

        await Assertions.Expect(stage.Page.Locator("#result .mark").Last).ToHaveTextAsync("novel");
    }

    [Fact]
    public async Task Too_few_bands_and_what_is_no_number_are_told_by_the_worker()
    {
        await using var stage = await SetAsync();
        foreach (var field in (string[])["u", "g", "r"])
        {
            await stage.Page.FillAsync($"#{field}", "");
        }

        await stage.Page.ClickAsync("#form [type=submit]");
        await stage.ShowsAsync("#fault", "only i z of the bands are measured, at least 3 are needed");

        await stage.Page.ClickAsync("#form [type=reset]");
        await stage.Page.FillAsync("#z", "");
        await stage.Page.Locator("#z").PressSequentiallyAsync("e");
        await stage.Page.ClickAsync("#form [type=submit]");
        await stage.ShowsAsync("#z-fault", "z is not a number");
        await Assertions.Expect(stage.Page.Locator("#fault")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Class_shares_can_be_chosen_where_they_are_set_for_a_source()
    {
        await using var stage = await SetAsync(settings: new Dictionary<string, string?>
        {
            ["Classification__Priors__rubin__STAR"] = "0.98",
            ["Classification__Priors__rubin__GALAXY"] = "0.01",
            ["Classification__Priors__rubin__QSO"] = "0.01",
        });
        await stage.Page.FillAsync("#redshift", "");
        await stage.Page.ClickAsync("#form [type=submit]");
        await Assertions.Expect(stage.Page.Locator("#result dl")).Not.ToContainTextAsync("Class shares");
        var asTrained = await stage.Page.Locator("#result .class").TextContentAsync();

        await stage.Page.SelectOptionAsync("#source", "rubin");
        await stage.Page.ClickAsync("#form [type=submit]");

        await Assertions.Expect(stage.Page.Locator("#result dl")).ToContainTextAsync("Class shares ofrubin");
        Assert.NotEqual(asTrained, await stage.Page.Locator("#result .class").TextContentAsync());
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
        await stage.Page.FillAsync("#redshift", "");
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

    private async Task<SkyStage> SetAsync(
        BrowserNewPageOptions? options = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        await SkyStage.SetAsync(await broker.CreateVirtualHostAsync(), chromium, Checkout.Models, options, settings);

    private static async Task<long> SumAsync(SkyStage stage, params string[] counts)
    {
        var sum = 0L;
        foreach (var name in counts)
        {
            var text = await stage.Page.Locator($"[data-count={name}]").TextContentAsync();
            sum += long.Parse(text!.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        return sum;
    }

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
