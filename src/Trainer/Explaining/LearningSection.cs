using System.Globalization;
using Streaming.Trainer.Evaluating;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>Whether more data would help.</summary>
internal static class LearningSection
{
    public static Section Of(LearningCurve curve)
    {
        var x = Axis.Doubling("training rows", [.. curve.Steps.Select(step => (double)step.Rows)]);
        return new Section("Learning curve")
            .Text(Verdict(curve))
            .Figure(new Figure(
                "Trained on more and more rows of folds 1 to 4 and tested on fold 0, uncalibrated; each doubling "
                    + "takes the same room. Bands: 95 % bootstrap interval over the tested rows, which are the same "
                    + "throughout."
                    + (RowGroups.SizeFor(curve.Tested) > 1 ? $" {RowGroups.Words(curve.Tested)}" : ""),
                new DataTable(
                    ["training rows", "macro-F1", "95 % interval", "log loss", "95 % interval", "QSO recall"],
                    [.. curve.Steps.Select(step => new[]
                    {
                        FormattableString.Invariant($"{step.Rows:N0}"),
                            FormattableString.Invariant($"{step.MacroF1:F4}"), Band(step.MacroF1Band),
                        string.Create(CultureInfo.InvariantCulture, $"{step.LogLoss:F4}"), Band(step.LogLossBand),
                            string.Create(CultureInfo.InvariantCulture, $"{step.QsoRecall:F4}"),
                    })]),
                Draw("Macro-F1", x, curve, step => step.MacroF1, step => step.MacroF1Band),
                Draw("Log loss, nats", x, curve, step => step.LogLoss, step => step.LogLossBand)));
    }

    private static string Draw(
        string title, Axis x, LearningCurve curve, Func<LearningStep, double> value, Func<LearningStep, Interval> band)
    {
        var (low, high) = (curve.Steps.Min(step => band(step).Low), curve.Steps.Max(step => band(step).High));
        var pad = 0.06 * Math.Max(high - low, 1e-4);
        return new Chart(x, Axis.Linear(title, low - pad, high + pad), title)
            .Area(
                [.. curve.Steps.Select(step => ((double)step.Rows, band(step).Low)),
                    .. curve.Steps.Reverse().Select(step => ((double)step.Rows, band(step).High))],
                "var(--accent)")
            .Line(curve.Steps.Select(step => ((double)step.Rows, value(step))), "var(--accent)", 2)
            .Points(curve.Steps.Select(step => ((double)step.Rows, value(step))), "var(--accent)", 3.5)
            .ToSvg();
    }

    private static string Verdict(LearningCurve curve)
    {
        if (curve is not { Steps: [.., var half, var whole], Gain: { } gain, LossDrop: { } drop })
        {
            return "There are too few rows of some class for a learning curve.";
        }

        var measured = string.Create(CultureInfo.InvariantCulture,
            $"The last doubling, from {half.Rows:N0} to {whole.Rows:N0} rows, changed macro-F1 by "
                + $"{whole.MacroF1 - half.MacroF1:+0.0000;−0.0000;0.0000} (95 % interval "
                + $"{gain.Low:+0.0000;−0.0000;0.0000} to {gain.High:+0.0000;−0.0000;0.0000}) and took "
                + $"{half.LogLoss - whole.LogLoss:0.0000;−0.0000;0.0000} nats off the "
                + $"log loss ({drop.Low:0.0000;−0.0000;0.0000} to {drop.High:0.0000;−0.0000}). ");
        return measured + (gain.Low > 0
            ? "That is more than chance: the curve still rises, and more data of the same kind would help, though "
                + "usually less with each doubling."
            : drop.Low > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The change of macro-F1 cannot be told from chance, that of the log "
                        + $"loss can: more data of the same kind still sharpens the probabilities, and another doubling "
                        + $"cannot be expected to add more than about {Math.Max(gain.High, 0):0.000} to macro-F1.")
                : "Neither can be told from chance: more data of the same kind cannot be expected to help. What is "
                    + "left is in the measurements and the labels.");
    }

    private static string Band(Interval band) => FormattableString.Invariant($"{band.Low:F4} to {band.High:F4}");
}
