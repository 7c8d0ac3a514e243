using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Which values go together.</summary>
internal static class CorrelationSection
{
    private const int FewestRows = 10;

    public static Section Of(Sample sample)
    {
        var section = new Section("Correlations");
        if (sample.Rows.Count < FewestRows)
        {
            return section.Text($"Left out: it takes {FewestRows} objects.");
        }

        var overall = Matrix(sample.Photometric, sample.Column);
        string[] names = [.. sample.Photometric.Select(Sample.Written)];
        return section.Figure(new Figure(
            "Spearman's rank correlation of every two values, over all objects and within each class, of those that "
                + "have both. Red: they grow "
                + "together; blue: one falls as the other grows.",
            new DataTable(
                ["", .. names],
                [.. names.Select((name, i) => (IReadOnlyList<string>)[name, .. overall[i].Select(
                    rho => FormattableString.Invariant($"{rho:0.000}"))])]),
            [Draw("All objects", overall), .. sample.Classes.Where(name => sample.CountOf(name) >= FewestRows).Select(
                name => Draw(name, Matrix(sample.Photometric, feature => sample.Column(feature, name))))]));

        string Draw(string title, double[][] matrix) => CellGrid.Draw(
            title, names, names,
            (row, column) => (
                CellGrid.Diverging(matrix[row][column]),
                Math.Abs(matrix[row][column]) > 0.6,
                [FormattableString.Invariant($"{matrix[row][column]:0.00}").Replace('-', '−')]),
            (54, 34));
    }

    private static double[][] Matrix(IReadOnlyList<string> features, Func<string, IReadOnlyList<double>> values)
    {
        var columns = features.Select(values).ToList();
        var ranks = columns.Select(column => column.All(double.IsFinite) ? Ranks.Of([.. column]) : null).ToList();
        return
        [
            .. Enumerable.Range(0, columns.Count).Select(i => Enumerable.Range(0, columns.Count).Select(j =>
                ranks[i] is { } one && ranks[j] is { } other
                    ? Ranks.Correlation(one, other)
                    : OfBoth(columns[i], columns[j])).ToArray()),
        ];
    }

    // Of the objects that have both values.
    private static double OfBoth(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var both = one.Zip(other).Where(pair => double.IsFinite(pair.First + pair.Second)).ToList();
        return both.Count == 0 ? 0 : Ranks.Correlation(
            Ranks.Of([.. both.Select(pair => pair.First)]), Ranks.Of([.. both.Select(pair => pair.Second)]));
    }
}
