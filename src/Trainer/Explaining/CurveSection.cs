using Streaming.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>How well the probability of each class ranks the rows.</summary>
internal static class CurveSection
{
    private const double LowestRate = 1e-4;
    private const double Step = 0.003;

    public static Section Of(OutOfFold outOfFold, OutOfFold holdOut)
    {
        var classes = ForestTrainer.Classes;
        var curves = classes.Select((_, i) => Curve(outOfFold, i)).ToList();
        var held = classes.Select((_, i) => Curve(holdOut, i)).ToList();

        // Low enough that the curve of the worst class is in the picture.
        var floor = Math.Clamp(1 - 6 * (1 - curves.Min(curve => curve.AveragePrecision)), 0, 0.9);
        var roc = new Chart(
            Axis.Logarithmic("false-positive rate", LowestRate, 1), Axis.Linear("true-positive rate", 0.5, 1), "ROC");
        var precision =
            new Chart(Axis.Linear("recall", floor, 1), Axis.Linear("precision", floor, 1), "Precision and recall");
        foreach (var (name, curve) in classes.Zip(curves))
        {
            roc.Line(RankCurve.Thinned(curve.Roc.Select(p => (Math.Max(p.X, LowestRate), p.Y)), Step / 3),
                ClassColour.Of(name));
            precision.Line(RankCurve.Thinned(curve.PrecisionRecall, Step / 3), ClassColour.Of(name));
        }

        return new Section("ROC and precision–recall of every class").Figure(new Figure(
            "Each class against the other two, out of fold. The false-positive rate runs on a logarithmic scale and "
                + "both diagrams show only the corner that matters.",
            new DataTable(
                ["class", "AUC", "average precision", "AUC, hold-out", "average precision, hold-out"],
                [.. classes.Select((name, i) => new[]
                {
                    name, Number(curves[i].Auc), Number(curves[i].AveragePrecision), Number(held[i].Auc),
                    Number(held[i].AveragePrecision),
                })]),
            roc.ToSvg(),
            precision.ToSvg())
        { ShowsClasses = true });
    }

    private static RankCurve Curve(OutOfFold predictions, int index)
    {
        var truth = predictions.Truth();
        var scores = new double[truth.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = predictions.Probabilities.Row(i)[index];
        }

        return RankCurve.Of(scores, Array.ConvertAll(truth, one => one == index));
    }

    private static string Number(double value) => FormattableString.Invariant($"{value:F5}");
}
