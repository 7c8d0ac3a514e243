using System.Globalization;
using Streaming.Integration.Tests.Sky;

namespace Streaming.LoadTests;

/// <summary>Words the figures for people, beside the targets.</summary>
internal sealed class SkyReport(int rate, int count, Clicks clicks, string broker, string chromium)
{
    private const double LongestAnswer = 100;

    // What the page shows is a mean of whole seconds, in which a batch more or less falls.
    private const double LeastShare = 0.95;

    private static readonly string Bound = Invariant($"<= {LongestAnswer:F0} ms");

    public IReadOnlyList<Target> Targets { get; } =
    [
        new("observations a second while clicking, least", Invariant($"{clicks.Rates.Min():F0}"),
            Invariant($">= {LeastShare * rate:F0}"), clicks.Rates.Min() >= LeastShare * rate),
        new("the stream went on to the last click", clicks.Settled < count ? "yes" : "no", "yes",
            clicks.Settled < count),
        new("click to frame, median", Invariant($"{clicks.Median:F0} ms"), Bound, clicks.Median <= LongestAnswer),
        new("click to frame, largest", Invariant($"{clicks.Answers[^1]:F0} ms"), Bound,
            clicks.Answers[^1] <= LongestAnswer),
    ];

    private string Title =>
        Invariant($"{clicks.Answers.Count} clicks on the sky page at {rate:N0} observations a second");

    private string Setting => Report.Setting(broker, $"Chromium {chromium} without a GPU");

    public string ToText() => Report.ToText(Title, Setting, Targets);

    public string ToMarkdown() => Report.ToMarkdown(Title, Setting, Targets);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
