using Spectre.Console;
using Streaming.Diagnosis;

namespace Streaming.Telescope.Diagnosing;

/// <summary>
/// The findings as people read them: a line for what is well of a check, one for each thing that is not, and beneath it why
/// that matters and what mends it.
/// </summary>
internal sealed class DoctorReport(Screen screen)
{
    private static readonly int CodeWidth = Checks.All.Max(check => check.Code.Length);

    public void Write(IReadOnlyList<(Group Group, Finding Finding)> findings)
    {
        foreach (var group in findings.GroupBy(one => one.Group, one => one.Finding))
        {
            screen.Output.MarkupLine($"[bold]{group.Key}[/]");
            foreach (var check in group.Where(one => !IsBare(one)).GroupBy(finding => finding.Code))
            {
                foreach (var finding in check.Where(one => one.Verdict != Verdict.Ok))
                {
                    Write(finding, finding.Code);
                }

                if (check.Where(one => one.Verdict == Verdict.Ok).Select(one => one.Text).ToList() is { Count: > 0 } fine)
                {
                    Write(Finding.Ok(check.Key, string.Join("; ", fine)), check.Key);
                }
            }

            // Of one who does not answer there is one thing to say, however many checks that concerns.
            foreach (var alike in group.Where(IsBare).GroupBy(finding => finding.Text))
            {
                Write(alike.First(), string.Join(", ", alike.Select(finding => finding.Code).Distinct()));
            }

            screen.Line();
        }

        screen.Line(Summary(findings));
    }

    private static string Summary(IReadOnlyList<(Group Group, Finding Finding)> findings)
    {
        return string.Join(", ", Enum.GetValues<Verdict>().Reverse().Select(Count).OfType<string>());

        string? Count(Verdict verdict) =>
            findings.Count(one => one.Finding.Verdict == verdict) is > 0 and var count
                ? $"{count} {Word(verdict)}{(verdict == Verdict.Warning && count > 1 ? "s" : "")}"
                : null;
    }

    private static bool IsBare(Finding finding) => finding is { Verdict: Verdict.NotAsked, Remedy: null };

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.NotAsked => "not asked",
        Verdict.Warning => "warning",
        _ => "wrong",
    };

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "green",
        Verdict.NotAsked => "grey",
        Verdict.Warning => "yellow",
        _ => "red bold",
    };

    private void Write(Finding finding, string codes)
    {
        // Only the word has a colour: the rest goes out unbroken, so that a command can be copied from any terminal.
        screen.Output.Markup($"  [{Colour(finding.Verdict)}]{Word(finding.Verdict),-9}[/]");
        screen.Raw($"  {codes.PadRight(CodeWidth)}  {finding.Text}");
        if (finding.Why is { } why)
        {
            screen.Raw($"{"",13}why  {why}");
        }

        if (finding.Remedy is { } remedy)
        {
            screen.Raw($"{"",13}do   {remedy}");
        }
    }
}
