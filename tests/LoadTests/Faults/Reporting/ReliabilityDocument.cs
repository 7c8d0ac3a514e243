using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Streaming.LoadTests.Faults.Scenarios;
using Streaming.LoadTests.Faults.Soak;

namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>Writes the figures into the page, between comments that name them: none is written by hand.</summary>
internal static partial class ReliabilityDocument
{
    public static string Fill(string page, ReliabilityFigures figures) => Block().Replace(page, block =>
        $"{block.Groups[1]}\n{Text(block.Groups[2].Value, figures)}{block.Groups[3]}");

    private static string Text(string name, ReliabilityFigures figures) => name switch
    {
        "verdict" => Verdict(figures),
        "faults" => Accounts(figures),
        "costs" => Costs(figures),
        "not-run" => NotRun(figures),
        "soak" => figures.Soak is { } soak ? SoakText.Of(soak) : "Not run yet.\n",
        _ => throw new InvalidOperationException($"There are no figures of the name {name}"),
    };

    private static string Verdict(ReliabilityFigures figures)
    {
        var faults = Ordered(figures);
        var text = new StringBuilder(Invariant($"""
            {faults.Count} scenarios with {faults.Sum(one => one.Faults)} faults, {faults.Sum(one => one.Account.Sent):N0} messages sent: {faults.Sum(one => one.Account.Lost):N0} lost. {faults.Count(one => one.Missed.Count == 0)} scenarios kept every bound.

            """));
        text.AppendJoin("", faults.Select(one => one.Setting).Where(one => one.Length > 0).Distinct().Select(one => $"\n{one}\n"));
        return text.ToString();
    }

    private static string Accounts(ReliabilityFigures figures)
    {
        var text = new StringBuilder(
            "| scenario | sent | classified | rejected | lost | repeated | recovery, s | what the operator saw |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---|\n");
        foreach (var one in Ordered(figures))
        {
            text.Append(Invariant($"| `{one.Name}`: {one.What} | {one.Account.Sent:N0} | {one.Account.Classified:N0} "))
                .Append(Invariant($"| {one.Account.Rejected:N0} | {one.Account.Lost:N0} | {one.Account.Repeated:N0} "))
                .Append(Invariant($"| {Recovery(one)} | {Saw(one)}{Missed(one)} |\n"));
        }

        return text.ToString();
    }

    private static string Costs(ReliabilityFigures figures)
    {
        var text = new StringBuilder(
            "| scenario | faults | sent again | returned | removed | set aside | redelivered | processors | memory, MiB |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var one in Ordered(figures))
        {
            text.Append(Invariant($"| `{one.Name}` | {one.Faults} | {one.SentAgain:N0} | {one.Returned:N0} "))
                .Append(Invariant($"| {one.Account.Removed:N0} | {one.Account.SetAside:N0} | {one.Redelivered:N0} "))
                .Append(Invariant($"| {(one.ProcessorShare is { } share ? Invariant($"{share:F2}") : "")} "))
                .Append(one.MemoryAfter > 0 ? Invariant($"| {one.MemoryBefore:F0} → {one.MemoryAfter:F0} |\n") : "| |\n");
        }

        return text.ToString();
    }

    private static string NotRun(ReliabilityFigures figures) => figures.NotRun.Count == 0
        ? "Every scenario could be played.\n"
        : string.Concat(figures.NotRun.Select(one => $"- `{one.Name}`, {one.What}: {Cell(one.Why)}\n"));

    private static List<FaultResult> Ordered(ReliabilityFigures figures)
    {
        var places = FaultScenarios.All.Select((scenario, i) => (scenario.Name, i)).ToDictionary();
        return [.. figures.Faults.OrderBy(one => places.GetValueOrDefault(one.Name, int.MaxValue))];
    }

    private static string Recovery(FaultResult one) => one.Recovery is not { } slowest ? "never"
        : one.Faults == 1 ? Invariant($"{slowest:F1}")
        : Invariant($"{slowest:F1} (median {one.MedianRecovery:F1})");

    private static string Saw(FaultResult one) => string.Join("<br>", ((string?[])
    [
        one.Line is { } line ? Invariant($"{line.After:F1} s, log: “{Cell(line.Text)}”") : null,
        one.Reason is { } reason ? Invariant($"{reason.After:F1} s, health: `{reason.Code}`, “{Cell(reason.Text)}”") : null,
        one.Metric is { } metric ? Invariant($"{metric.After:F1} s, metric: `{metric.Code}`") : null,
    ]).OfType<string>()) is { Length: > 0 } seen ? seen : "nothing";

    private static string Missed(FaultResult one) =>
        one.Missed.Count == 0 ? "" : $"<br>**missed**: {Cell(string.Join("; ", one.Missed))}";

    // One line of a table, whatever a message has in it.
    private static string Cell(string text) => NotInCell().Replace(text, match => match.Value switch
    {
        "|" => "\\|",
        "<" => "&lt;",
        _ => " ",
    });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(<!-- figures: ([a-z-]+) -->)\n.*?(<!-- end of figures -->)", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"[|<]|[\r\n]+")]
    private static partial Regex NotInCell();
}
