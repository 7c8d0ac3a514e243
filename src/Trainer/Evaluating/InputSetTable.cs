using Spectre.Console;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Evaluating;

/// <summary>Shows the ensembles of a model side by side, as measured when it was trained.</summary>
internal static class InputSetTable
{
    private const double Level = 0.95;

    public static void Write(Screen screen, ModelManifest model)
    {
        var table = NumberTable.Of(
            "hold-out, by inputs", "rows", "accuracy", "macro-F1", "log loss", "calibration error", "mean candidates");

        foreach (var one in model.Ensembles)
        {
            if (one.HoldOut is { } metrics)
            {
                table.AddRow(
                    string.Join(' ', one.Inputs),
                    FormattableString.Invariant($"{metrics.Rows:N0}"),
                    FormattableString.Invariant($"{metrics.Accuracy:F4}"),
                    FormattableString.Invariant($"{metrics.MacroF1:F4}"),
                    FormattableString.Invariant($"{metrics.LogLoss:F4}"),
                    FormattableString.Invariant($"{metrics.CalibrationError:F4}"),
                    FormattableString.Invariant(
                        $"{metrics.Coverage.FirstOrDefault(figures => figures.Level == Level)?.MeanSize:F3}"));
            }
        }

        screen.Output.Write(table);
    }
}
