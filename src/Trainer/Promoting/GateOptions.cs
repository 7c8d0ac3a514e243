using System.CommandLine;

namespace Streaming.Trainer.Promoting;

/// <summary>The options that set <see cref="GateMargins"/>.</summary>
internal sealed class GateOptions
{
    private static readonly GateMargins Defaults = new();

    private readonly Option<double> _macroF1 = BoundedOption.Of(
        "--macro-f1-margin", "How far macro-F1 may be below the champion's", Defaults.MacroF1, 0, 1);

    private readonly Option<double> _qsoRecall = BoundedOption.Of(
        "--qso-recall-margin", "How far QSO recall may be below the champion's", Defaults.QsoRecall, 0, 1);

    private readonly Option<double> _calibration = BoundedOption.Of(
        "--calibration-margin",
        "How far the calibration error may be above the champion's",
        Defaults.CalibrationError,
        0,
        1);

    private readonly Option<double> _largestCalibration = BoundedOption.Of(
        "--max-calibration-error", "Largest calibration error in any case", Defaults.LargestCalibrationError, 0, 1);

    private readonly Option<double> _smallestMacroF1 = BoundedOption.Of(
        "--min-macro-f1", "Smallest macro-F1 in any case", Defaults.SmallestMacroF1, 0, 1);

    private readonly Option<double> _slowdown = BoundedOption.Of(
        "--max-slowdown", "How many times the champion's processor time a row may take", Defaults.Slowdown, 0.01, 1000);

    public GateOptions(Command command)
    {
        foreach (var option in (Option[])[
            _macroF1, _qsoRecall, _calibration, _largestCalibration, _smallestMacroF1, _slowdown])
        {
            command.Options.Add(option);
        }
    }

    public GateMargins Read(ParseResult parsed) => new()
    {
        MacroF1 = parsed.GetValue(_macroF1),
        QsoRecall = parsed.GetValue(_qsoRecall),
        CalibrationError = parsed.GetValue(_calibration),
        LargestCalibrationError = parsed.GetValue(_largestCalibration),
        SmallestMacroF1 = parsed.GetValue(_smallestMacroF1),
        Slowdown = parsed.GetValue(_slowdown),
    };
}
