using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Which values go together.</summary>
internal static class CorrelationSection
{
    public static Section Of(Sample sample)
    {
        var overall = Matrix(sample.Of);
        string[] names = [.. Sample.Photometric.Select(Sample.Written)];
        return new Section("Correlations").Figure(new Figure(
            "Spearman's rank correlation of every two values, over all objects and within each class. Red: they grow "
                + "together; blue: one falls as the other grows.",
            new DataTable(
                ["", .. names],
                [.. names.Select((name, i) => (IReadOnlyList<string>)[name, .. overall[i].Select(
                    rho => FormattableString.Invariant($"{rho:0.000}"))])]),
            [Draw("All objects", overall), .. sample.Classes.Select(
                name => Draw(name, Matrix(feature => sample.Of(feature, name))))]));

        string Draw(string title, double[][] matrix) => CellGrid.Draw(
            title, names, names,
            (row, column) => (
                CellGrid.Diverging(matrix[row][column]),
                Math.Abs(matrix[row][column]) > 0.6,
                [FormattableString.Invariant($"{matrix[row][column]:0.00}").Replace('-', '−')]),
            (54, 34));
    }

    private static double[][] Matrix(Func<string, double[]> values)
    {
        var ranks = Sample.Photometric.Select(feature => Ranks.Of(values(feature))).ToList();
        return [.. ranks.Select(one => ranks.Select(other => Ranks.Correlation(one, other)).ToArray())];
    }
}
