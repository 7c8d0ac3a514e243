using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Streaming.Trainer.Tests;

/// <summary>Checks that a page fetches nothing and that its drawings are well formed.</summary>
internal static partial class SelfContained
{
    public static void Check(string page)
    {
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.All(
            Reference().Matches(page).Select(match => match.Groups[1].Value),
            target => Assert.True(
                target.StartsWith('#') || target.StartsWith("data:image/png;base64,", StringComparison.Ordinal),
                    target));
        var anchors = Anchor().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.All(
            Reference().Matches(page).Select(match => match.Groups[1].Value).Where(target => target.StartsWith('#')),
            target => Assert.Contains(target[1..], anchors));
        foreach (Match drawing in Drawing().Matches(page))
        {
            XElement.Parse(drawing.Value.Replace("&nbsp;", " ", StringComparison.Ordinal));
            Assert.DoesNotContain("NaN", drawing.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", drawing.Value, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"|url\\(((?!#)[^)]*)\\)")]
    private static partial Regex Reference();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
