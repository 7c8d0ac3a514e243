using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Streaming.Reporting;

namespace Streaming.LoadTests.Scaling;

/// <summary>Draws the curves as pictures of their own, readable on a light and on a dark page.</summary>
internal static partial class ScalingPlot
{
    private const double ChartWidth = 420;
    private const double ChartHeight = 210;
    private const double Legend = 26;
    // So many are marked by whole numbers.
    private const double MostWorkers = 4;

    private const string First = "var(--first)";
    private const string Second = "var(--second)";

    private const string Style = """
        <style>
        svg { --ink: #1c2127; --soft: #59636e; --rule: #d5d9de; --ground: #fff; --first: #dd7711; --second: #004488; }
        @media (prefers-color-scheme: dark) { svg { --ink: #e6e8eb; --soft: #9aa4b0; --rule: #3a424c;
          --ground: #14181d; --first: #ee9944; --second: #77aadd; } }
        text { fill: var(--ink); font: 12px system-ui, sans-serif; }
        text.soft { fill: var(--soft); font-size: 11px; }
        text.title { font-weight: 600; font-size: 13px; }
        .grid { stroke: var(--rule); stroke-width: .7; fill: none; }
        .frame { stroke: var(--soft); stroke-width: 1; fill: none; }
        </style>
        """;

    // A burst is a needle at the scale of a day: what stays of a stretch of time is its largest value.
    private const int StretchesOfDay = 360;

    /// <summary>One row a scenario: backlog and workers, one worker against KEDA.</summary>
    public static string Days(WorkerSpeed worker)
    {
        var charts = RubinNight.Scenarios.SelectMany(scenario =>
        {
            var one = DayFigures.Simulate(scenario, Staffing.One, worker);
            var scaled = DayFigures.Simulate(scenario, Staffing.Deployed, worker);
            return new[]
            {
                Chart($"{scenario.Name}: backlog", "hours", 24, "observations", [Backlog(one), Backlog(scaled)]),
                Chart(
                    $"{scenario.Name}: workers", "hours", 24, "workers", [Workers(one), Workers(scaled)], MostWorkers),
            };
        });
        return Picture(charts, Staffing.One.Name, Staffing.Deployed.Name);
    }

    /// <summary>One row a replay: backlog and workers, measured against predicted.</summary>
    public static string Replays(IReadOnlyList<ReplayFigures> replays) => Picture(
        replays.SelectMany((replay, i) => new[]
        {
            Chart($"replay {i + 1}: backlog", "seconds", ReplayPlan.Duration, "observations",
                [Points(replay.Measured.Backlog), Points(replay.Simulated.Backlog)]),
            Chart($"replay {i + 1}: workers", "seconds", ReplayPlan.Duration, "workers",
                [Points(replay.Measured.Workers), Points(replay.Simulated.Workers)], MostWorkers),
        }),
        "measured",
        "simulated");

    private static string Chart(
        string title,
        string time,
        double end,
        string what,
        IReadOnlyList<List<(double X, double Y)>> lines,
        double least = 0)
    {
        var top = 1.08 * Math.Max(least, lines.SelectMany(line => line).Max(point => point.Y));
        return new Chart(Axis.Linear(time, 0, end), Axis.Linear(what, 0, top), title) { Height = ChartHeight }
            .Line(lines[0], First, 2.2)
            .Line(lines[1], Second, 1.4)
            .ToSvg();
    }

    private static List<(double X, double Y)> Backlog(SimulatedTime day) => Largest(day, day.Backlog);

    private static List<(double X, double Y)> Workers(SimulatedTime day) =>
        Largest(day, [.. day.Workers.Select(count => (double)count)]);

    private static List<(double X, double Y)> Largest(SimulatedTime day, double[] values) =>
        [.. values.Chunk(values.Length / StretchesOfDay)
            .Select((stretch, i) => (i * stretch.Length * day.Step / 3_600, stretch.Max()))];

    private static List<(double X, double Y)> Points(IEnumerable<int> values) =>
        [.. values.Select((value, i) => ((i + 1) * ReplayCurve.SampleEvery, (double)value))];

    private static string Picture(IEnumerable<string> charts, string first, string second)
    {
        var panels = charts.ToList();
        var height = Legend + (ChartHeight * ((panels.Count + 1) / 2));
        var size = string.Create(CultureInfo.InvariantCulture, $"{2 * ChartWidth} {height}");
        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">
            {Style}
            <rect width="100%" height="100%" style="fill:var(--ground)"/>
            <path d="M56 14h24" style="stroke:{First};stroke-width:2.2"/><text x="86" y="18">{first}</text>
            <path d="M256 14h24" style="stroke:{Second};stroke-width:1.4"/><text x="286" y="18">{second}</text>

            """);
        for (var i = 0; i < panels.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture,
                $"<svg x=\"{i % 2 * ChartWidth}\" y=\"{Legend + (i / 2 * ChartHeight)}\" width=\"{ChartWidth}\" "
                + $"height=\"{ChartHeight}\"");
            svg.Append(Opening().Replace(panels[i], place, 1)).Append('\n');
        }

        return svg.Append("</svg>\n").ToString();
    }

    [GeneratedRegex("^<svg")]
    private static partial Regex Opening();
}
