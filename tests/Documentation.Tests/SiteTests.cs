using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Streaming.Documentation.Tests.Site;
using Streaming.Integration.Tests.Sky;
using Xunit;

namespace Streaming.Documentation.Tests;

/// <summary>The site that is built of the pages.</summary>
public sealed partial class SiteTests(BuiltSite site, Chromium chromium)
    : IClassFixture<BuiltSite>, IClassFixture<Chromium>
{
    // Nobody listens there: every answer is a file of the site.
    private const string Address = "http://site.test";

    [Fact]
    public void Every_link_within_the_site_leads_somewhere()
    {
        var links = site.Pages.SelectMany(page => Links().Matches(page.Value)
            .Select(link => link.Groups[1].Value)
            .Select(link => (From: page.Key, To: link.StartsWith('#') ? page.Key + link : link)));

        Assert.All(links, link => Assert.True(site.Leads(link.To), $"{link.From}: {link.To}"));
        Assert.Contains("/architecture.html", site.Pages.Keys);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere() =>
        Assert.All(site.Pages, page => Assert.DoesNotMatch(LoadedFromElsewhere(), page.Value));

    [Fact]
    public async Task Diagrams_are_drawn_without_a_network()
    {
        var (page, failed) = await OpenAsync("/architecture");

        await Assertions.Expect(page.Locator(".diagram svg")).ToHaveCountAsync(2);

        Assert.Empty(failed);
    }

    [Fact]
    public async Task A_search_finds_a_setting()
    {
        var (page, failed) = await OpenAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("Batching__MessageLimit");

        await Assertions.Expect(page.Locator(".VPLocalSearchBox .results")).ToContainTextAsync("Configuration");
        Assert.Empty(failed);
    }

    private async Task<(IPage Page, List<string> Failed)> OpenAsync(string path)
    {
        var page = await chromium.Browser.NewPageAsync();
        var failed = new List<string>();
        await page.RouteAsync("**/*", route =>
        {
            var address = new Uri(route.Request.Url);
            var file = address.GetLeftPart(UriPartial.Authority) == Address ? site.FileOf(address.AbsolutePath) : null;
            if (file is not null)
            {
                return route.FulfillAsync(new() { Path = file });
            }

            failed.Add(route.Request.Url);
            return route.AbortAsync();
        });
        await page.GotoAsync(Address + path);
        return (page, failed);
    }

    [GeneratedRegex(@"<a\b[^>]*\bhref=""([/#][^""]*)""")]
    private static partial Regex Links();

    [GeneratedRegex(@"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=""https?:", RegexOptions.IgnoreCase)]
    private static partial Regex LoadedFromElsewhere();
}
