using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Trainer.Promoting;

/// <summary>Decides by figures alone.</summary>
internal static class GateCriteria
{
    /// <summary>
    /// Every reason against the challenger, readable, with the set that it is of; none when it may be promoted.
    /// </summary>
    public static IReadOnlyList<string> ReasonsAgainst(GateComparison comparison, GateMargins margins) =>
    [
        .. comparison.Sets.SelectMany(set =>
            ReasonsAgainst(set, margins.For(set.Champion, comparison.Fullest.Champion))
                .Select(reason => $"{set.Inputs}: {reason}")),
        .. comparison.Slowdown is { } slowdown ? Speed(slowdown, margins) : [],
    ];

    private static IEnumerable<string> ReasonsAgainst(SetComparison set, GateMargins margins) => set switch
    {
        { Challenger: null } => ["the champion answers such observations, the challenger has no ensemble for them"],
        { Champion: null } => Absolute(set.Challenger, margins),
        _ => [.. Absolute(set.Challenger, margins), .. Relative(set.Champion, set.Challenger, margins)],
    };

    private static IEnumerable<string> Absolute(ModelMetrics challenger, GateMargins margins)
    {
        foreach (var name in ObjectClass.All.Where(name => challenger.Classes[name].Rows == 0))
        {
            yield return $"the hold-out has no row of class {name}, nothing can be said of it";
        }

        // Written so that a figure that is no number is a reason too.
        if (!(challenger.MacroF1 >= margins.SmallestMacroF1))
        {
            yield return FormattableString.Invariant(
                $"macro-F1 is {challenger.MacroF1:F4}, at least {margins.SmallestMacroF1:0.####} is needed");
        }

        if (!(challenger.CalibrationError <= margins.LargestCalibrationError))
        {
            yield return FormattableString.Invariant(
                $"calibration error is {challenger.CalibrationError:F4}, ")
                + FormattableString.Invariant($"at most {margins.LargestCalibrationError:0.####} is allowed");
        }
    }

    private static IEnumerable<string> Relative(ModelMetrics champion, ModelMetrics challenger, GateMargins margins)
    {
        if (!(challenger.MacroF1 >= champion.MacroF1 - margins.MacroF1))
        {
            yield return Below("macro-F1", champion.MacroF1, challenger.MacroF1, margins.MacroF1);
        }

        var (before, now) = (champion.Classes[ObjectClass.Qso].Recall, challenger.Classes[ObjectClass.Qso].Recall);
        if (!(now >= before - margins.QsoRecall))
        {
            yield return Below("QSO recall", before, now, margins.QsoRecall);
        }

        var excess = challenger.CalibrationError - champion.CalibrationError;
        if (!(excess <= margins.CalibrationError))
        {
            yield return FormattableString.Invariant(
                $"calibration error {challenger.CalibrationError:F4} is {excess:F4} ")
                + Against("above", champion.CalibrationError, margins.CalibrationError);
        }
    }

    private static IEnumerable<string> Speed(double slowdown, GateMargins margins)
    {
        if (!(slowdown <= margins.Slowdown))
        {
            yield return FormattableString.Invariant(
                $"a row takes {slowdown:F1} times the champion's processor time, allowed are {margins.Slowdown:0.#}");
        }
    }

    private static string Below(string name, double champion, double challenger, double margin) =>
        FormattableString.Invariant($"{name} {challenger:F4} is {champion - challenger:F4} ")
        + Against("below", champion, margin);

    private static string Against(string side, double champion, double margin) =>
        FormattableString.Invariant($"{side} the champion's {champion:F4}, allowed are {margin:0.####}");
}
