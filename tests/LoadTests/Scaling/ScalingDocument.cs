using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Streaming.LoadTests.Scaling;

/// <summary>Writes the figures into the page, between comments that name them: none is written by hand.</summary>
internal static partial class ScalingDocument
{
    private const double WholeCore = 1;

    public static string Fill(string page, ScalingFigures figures) => Block().Replace(page, block =>
        $"{block.Groups[1]}\n{Text(block.Groups[2].Value, figures)}{block.Groups[3]}");

    private static string Text(string name, ScalingFigures figures) => name switch
    {
        "calibration" => Calibration(figures),
        "replays" => Replays(figures),
        "days" => Days(figures.Days.Where(day => day.Cores == WholeCore)),
        "small-workers" => Days(figures.Days.Where(
            day => day.Cores < WholeCore && day.Staffing != Staffing.NoneByDay.Name)),
        "verdict" => Verdict(figures),
        _ => throw new InvalidOperationException($"There are no figures of the name {name}"),
    };

    private static string Calibration(ScalingFigures figures)
    {
        var text = new StringBuilder($"{figures.Setting}\n\n").Append(
            "| limit, processors | runs | observations a second: median (least to most) | first event, s "
            + "| start, s |\n|---:|---:|---:|---:|---:|\n");
        foreach (var limit in figures.Calibration.GroupBy(one => one.Cores).OrderByDescending(group => group.Key))
        {
            text.Append(Invariant($"| {limit.Key} | {limit.Count()} | {Spread(limit, one => one.PerSecond, "N0")} "))
                .Append($"| {Spread(limit, one => one.FirstEvent, "F1")} ")
                .Append($"| {Spread(limit, one => one.Start, "F1")} |\n");
        }

        return text.ToString();
    }

    private static string Replays(ScalingFigures figures)
    {
        var targets = figures.Replays.Select(ReplayComparison.Targets).ToList();
        var text = new StringBuilder("| ").AppendJoin(
            " | ", ["measured", .. targets.Select((_, i) => $"replay {i + 1}"), "allowed"]);
        text.Append(" |\n|---|").Insert(text.Length, "---:|", targets.Count).Append("---|\n");
        foreach (var row in targets.FirstOrDefault([]).Select((target, i) => (target.Name, Index: i)))
        {
            text.Append($"| {row.Name} | ").AppendJoin(" | ", targets.Select(
                all => all[row.Index].Value + (all[row.Index].IsMet ? "" : " **missed**")));
            text.Append($" | {targets[0][row.Index].Wanted} |\n");
        }

        return text.ToString();
    }

    private static string Days(IEnumerable<DayFigures> days)
    {
        var text = new StringBuilder(
            "| limit | what comes | workers | most | largest backlog | wait, p95 | longest wait | left | worker-hours "
            + "| US dollars |\n|---:|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var day in days)
        {
            text.Append(Invariant($"| {day.Cores} | {day.Scenario} | {day.Staffing} | {day.MostWorkers} "))
                .Append(Invariant($"| {day.LargestBacklog:N0} | {Time(day.Percentile95)} | {Time(day.LongestWait)} "))
                .Append(Invariant($"| {day.Left:N0} | {day.WorkerHours:F1} | {day.Dollars:F2} |\n"));
        }

        return text.ToString();
    }

    private static string Verdict(ScalingFigures figures)
    {
        var night = figures.Days.First(day => day.Cores == WholeCore);
        var speed = WorkerSpeed.Of([.. figures.Calibration.Where(one => one.Cores == WholeCore)]);
        const double average = RubinNight.OrdinaryBurst / RubinNight.Period;
        return Invariant($"One worker of one processor classifies {speed.PerSecond:N0} observations a second, ")
            + Invariant($"{speed.PerSecond / average:F0} times the {average:F0} a second of an ordinary night:\n")
            + Invariant($"its longest wait is {Time(night.LongestWait)}, and it costs {night.Dollars:F2} dollars a ")
            + "day.\n";
    }

    private static string Spread(
        IEnumerable<WorkerMeasurement> runs, Func<WorkerMeasurement, double> value, string format)
    {
        var values = runs.Select(value).ToList();
        return $"{Number(values.Median())} ({Number(values.Min())} to {Number(values.Max())})";

        string Number(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Time(double seconds) => seconds switch
    {
        < 120 => Invariant($"{seconds:F1} s"),
        < 7_200 => Invariant($"{seconds / 60:F0} min"),
        _ => Invariant($"{seconds / 3_600:F1} h"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex("(<!-- figures: ([a-z-]+) -->)\n.*?(<!-- end of figures -->)", RegexOptions.Singleline)]
    private static partial Regex Block();
}
