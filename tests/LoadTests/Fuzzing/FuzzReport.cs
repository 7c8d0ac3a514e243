using System.Globalization;
using System.Text;

namespace Streaming.LoadTests.Fuzzing;

/// <summary>The figures of a run as a table, in Markdown, and its findings.</summary>
internal static class FuzzReport
{
    private const int ShownBytes = 2_000;

    public static string Of(IReadOnlyList<FuzzFigures> figures, int seed)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {seed}, {figures.Sum(one => one.Inputs):N0} inputs.\n");
        text.AppendLine("| target | inputs | taken | refused | findings | slowest, ms | most memory, MiB |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var one in figures)
        {
            text.AppendLine(Row(one));
        }

        foreach (var (target, finding) in figures.SelectMany(one => one.Findings.Select(finding => (one.Target, finding))))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\n{target}, input {finding.Number}: {finding.Kind}\n{finding.Message}");
            text.AppendLine(CultureInfo.InvariantCulture, $"as text: {Shown(Encoding.UTF8.GetString(finding.Input))}");
            text.AppendLine(CultureInfo.InvariantCulture, $"base64 ({finding.Input.Length} bytes): {Shown(Convert.ToBase64String(finding.Input))}");
        }

        return text.ToString();
    }

    /// <summary>The row of a target.</summary>
    public static string Row(FuzzFigures one) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {one.Target} | {one.Inputs:N0} | {one.Taken:N0} | {one.Inputs - one.Taken - one.Found:N0} "
            + $"| {one.Findings.Count:N0} | {one.Slowest.TotalMilliseconds:N0} (no. {one.SlowestNumber}) "
            + $"| {one.MostBytes / 1048576.0:N1} (no. {one.MostBytesNumber}) |");

    private static string Shown(string text) => text.Length <= ShownBytes ? text : text[..ShownBytes] + "…";
}
