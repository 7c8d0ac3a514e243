using System.Text.RegularExpressions;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>The tables of <c>docs/telemetry.md</c>.</summary>
internal static partial class TelemetryPage
{
    /// <summary>A metric as the page describes it.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Prometheus">Its name in Prometheus.</param>
    /// <param name="Kind">Counter, histogram and so on.</param>
    /// <param name="Unit">Its unit; null when it has none.</param>
    /// <param name="Attributes">The names of its attributes.</param>
    public sealed record Row(
        string Name, string Prometheus, string Kind, string? Unit, IReadOnlyList<string> Attributes);

    /// <param name="checkout">The folder with the solution.</param>
    /// <param name="meter">The meter's name.</param>
    public static IReadOnlyList<Row> Metrics(string checkout, string meter)
    {
        var page = File.ReadAllText(Path.Combine(checkout, "docs", "telemetry.md"));
        var section = page.Split("\n### ")
            .Single(part => part.Split('\n')[0].EndsWith($"meter `{meter}`", StringComparison.Ordinal));
        return
        [
            .. section.Split('\n')
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => new Row(
                    Code(cells[1])[0],
                    Code(cells[2])[0],
                    cells[3].Split(',')[0],
                    Code(cells[3]).SingleOrDefault(),
                    Code(cells[4]))),
        ];
    }

    private static string[] Code(string cell) => [.. InBackticks().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();
}
