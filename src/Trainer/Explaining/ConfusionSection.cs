using Streaming.Classification.Models;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>Which class is taken for which.</summary>
internal static class ConfusionSection
{
    public static Section Of(ModelMetrics outOfFold, ModelMetrics holdOut) => new Section("Confusion matrix")
        .Figure(new Figure(
        "Rows: the true class; columns: what the model says. Counts, and below them their share of the row. Left out "
            + "of fold, right on the hold-out.",
        null,
        Draw("Out of fold", outOfFold),
        Draw("Hold-out", holdOut)));

    private static string Draw(string title, ModelMetrics metrics)
    {
        string[] names = [.. metrics.Confusion.Keys];
        return CellGrid.Draw(
            title, names, names,
            (row, column) =>
            {
                var count = metrics.Confusion[names[row]][names[column]];
                var share = (double)count / Math.Max(1, metrics.Confusion[names[row]].Values.Sum());

                // The root lets the few mistakes be seen beside the many that are right.
                var shade = Math.Sqrt(share);
                return (
                    CellGrid.Diverging(row == column ? -shade : shade),
                    shade > 0.6,
                    [FormattableString.Invariant($"{count:N0}"), FormattableString.Invariant($"{share:P2}")]);
            },
            (104, 58));
    }
}
