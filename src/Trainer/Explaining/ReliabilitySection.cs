using System.Globalization;
using Streaming.Trainer.Calibrating;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>Whether a probability of 0.9 means nine of ten.</summary>
internal static class ReliabilitySection
{
    // The share of fewer rows is mostly chance.
    private const int FewestDrawn = 10;

    public static Section Of(Calibration calibration)
    {
        var (before, after) = (ReliabilityBin.Of(calibration.Before), ReliabilityBin.Of(calibration.Scaled));
        var diagram = new Chart(Axis.Linear("stated probability", 0.3, 1), Axis.Linear("share that was right", 0.3, 1),
            "Reliability");
        diagram.Line([(0.3, 0.3), (1, 1)], "var(--soft)", 1, dashed: true);
        var (drawnBefore, drawnAfter) =
            (before.Where(IsDrawn).Select(Place).ToList(), after.Where(IsDrawn).Select(Place).ToList());
        diagram.Line(drawnBefore, "var(--star)", 1.4).Points(drawnBefore, "var(--star)");
        foreach (var bin in after.Where(IsDrawn))
        {
            // Two standard errors of a share.
            var error = 2 * Math.Sqrt(Math.Max(bin.Accuracy * (1 - bin.Accuracy), 1e-9) / bin.Rows);
            diagram.Line([(bin.Confidence, bin.Accuracy - error), (bin.Confidence, bin.Accuracy + error)],
                "var(--galaxy)", 1);
        }

        diagram.Line(drawnAfter, "var(--galaxy)", 2).Points(drawnAfter, "var(--galaxy)");
        var counts = new Chart(
            Axis.Linear("stated probability", 0.3, 1),
                Axis.Logarithmic("rows", 1, Math.Max(10, 1.5 * after.Max(bin => bin.Rows))),
            "Rows a bin");
        foreach (var bin in after)
        {
            counts.Box(bin.Low + 0.004, 1, bin.High - 0.004, bin.Rows, "var(--galaxy)",
                FormattableString.Invariant($"{bin.Rows:N0} rows"));
        }

        var (b, a) = (calibration.BeforeMetrics, calibration.ScaledMetrics);
        return new Section("Calibration")
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"Temperature {calibration.Fitted:0.0000}: {Meaning(calibration)} Expected "
                    + $"calibration error {b.CalibrationError:F5} before and {a.CalibrationError:F5} after, log loss "
                    + $"{b.LogLoss:F5} and {a.LogLoss:F5}. Out of fold; each fold was scaled by a temperature fitted on "
                    + $"the other folds, so nothing is measured on what was fitted."))
            .Figure(new Figure(
                "Left: the share of rows that were right against the probability stated for the called class, yellow "
                    + "before and blue after temperature scaling, with two standard errors; on the dashed line a "
                    + "probability means what it says; bins of fewer than ten rows are left out. Right: how many "
                    + "rows each bin has, logarithmic.",
                new DataTable(
                    ["probability", "rows", "mean stated, after", "share right, after", "rows before",
                        "mean stated, before", "share right, before"],
                    [.. after.Select(bin =>
                    {
                        var same = before.FirstOrDefault(one => one.Low == bin.Low);
                        return new[]
                        {
                            FormattableString.Invariant($"{bin.Low:0.000} to {bin.High:0.000}"),
                                FormattableString.Invariant($"{bin.Rows:N0}"),
                            Number(bin.Confidence), Number(bin.Accuracy),
                                FormattableString.Invariant($"{same?.Rows:N0}"),
                            Number(same?.Confidence), Number(same?.Accuracy),
                        };
                    })]),
                diagram.ToSvg(),
                counts.ToSvg()));
    }

    private static bool IsDrawn(ReliabilityBin bin) => bin.Rows >= FewestDrawn;

    private static (double X, double Y) Place(ReliabilityBin bin) => (bin.Confidence, bin.Accuracy);

    private static string Meaning(Calibration calibration) => calibration.Fitted switch
    {
        _ when !calibration.Helps => "scaling does not lower the log loss of rows it was not fitted on, so the model "
            + "is used as it is, at temperature 1.",
        > 1.02 => "the trees were too sure of themselves, and confidence is taken away.",
        < 0.98 => "the trees were too cautious, and confidence is added.",
        _ => "the trees were well calibrated by themselves, and next to nothing is changed.",
    };

    private static string Number(double? value) => FormattableString.Invariant($"{value:F4}");
}
