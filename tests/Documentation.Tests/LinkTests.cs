using System.Text.RegularExpressions;
using Streaming.Documentation.Tests.Pages;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Documentation.Tests;

/// <summary>The pages as they are read without the site: as plain Markdown, from file to file.</summary>
public sealed partial class LinkTests
{
    private static IReadOnlyList<Page> AllPages { get; } = [.. Page.All(), Page.Of("CHANGELOG.md")];

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        var broken =
            from page in AllPages
            from line in page.Lines
            from link in Link().Matches(line)
            let target = link.Groups[1].Value
            where target.Length > 0 && !Path.Exists(FileOf(page, target))
            select $"{page.Path}: {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_anchor_is_a_heading()
    {
        var broken =
            from page in AllPages
            from line in page.Lines
            from link in Link().Matches(line)
            let anchor = link.Groups[2].Value
            let file = link.Groups[1].Value.Length == 0 ? page.Path : FileOf(page, link.Groups[1].Value)
            where anchor.Length > 0 && file.EndsWith(".md", StringComparison.Ordinal)
            where !Page.Of(file).Lines.Select(AnchorOf).Contains(anchor)
            select $"{page.Path}: {link.Groups[1].Value}#{anchor}";

        Assert.Empty(broken);
    }

    private static string FileOf(Page page, string target) => Path.GetFullPath(Path.Combine(
        Checkout.Root, Path.GetDirectoryName(page.Path)!, Uri.UnescapeDataString(target)));

    // As GitHub makes them: lower case, spaces as hyphens, nothing else but letters, digits, hyphens and underscores.
    private static string? AnchorOf(string line) => line.StartsWith('#')
        ? NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-')
        : null;

    // Within the checkout: neither an address with a scheme nor a path from the root.
    [GeneratedRegex(@"\]\((?![a-z]+:|/)([^)#\s]*)(?:#([^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchor();
}
