namespace Streaming.LoadTests.Rounds;

/// <summary>Medians of rounds for people, beside the targets.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Setting">What it was measured on.</param>
/// <param name="Targets">The rows.</param>
internal sealed record RoundsReport(string Title, string Setting, IReadOnlyList<Target> Targets)
{
    public string ToText() => Report.ToText(Title, Setting, Targets);

    public string ToMarkdown() => Report.ToMarkdown(Title, Setting, Targets);
}
