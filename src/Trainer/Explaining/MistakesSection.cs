using System.Globalization;
using Streaming.Trainer.Data;
using Streaming.Trainer.Exploring;
using Streaming.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>
/// Where the model is wrong, and the mistakes it was surest of. Values are rounded and nothing else of a row is shown,
/// so that no row of the data can be told from it.
/// </summary>
internal static class MistakesSection
{
    private const int Hardest = 20;
    private const int Bins = 24;
    private const int FewestInBin = 20;

    public static Section Of(OutOfFold predictions)
    {
        var rows = predictions.Rows.Zip(predictions.Probabilities, (row, p) =>
            (Row: row, P: p, Called: ForestTrainer.Classes[p.IndexOf(p.Max())]))
            .ToList();
        var hardest = rows.Where(row => row.Called != row.Row.Class).OrderByDescending(row => row.P.Max())
            .Take(Hardest);
        return new Section("Mistakes")
            .Figure(Where([.. rows.Select(row => (row.Row, row.Called != row.Row.Class))]))
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"The {Hardest} mistakes that the model was surest of, out of fold; "
                    + $"colours and redshift are rounded to a tenth."))
            .Table(new DataTable(
                ["label", "called", .. ForestTrainer.Classes.Select(name => $"p {name}"),
                    .. Sample.Colours.Select(Sample.Written), "redshift"],
                [.. hardest.Select(one =>
                {
                    var o = one.Row.Observation;
                    return (IReadOnlyList<string>)
                    [
                        one.Row.Class, one.Called, .. one.P.Select(p => FormattableString.Invariant($"{p:0.000}")),
                        Tenth(o.U - o.G), Tenth(o.G - o.R), Tenth(o.R - o.I), Tenth(o.I - o.Z), Tenth(o.Redshift),
                    ];
                })]));
    }

    private static Figure Where(IReadOnlyList<(LabelledRow Row, bool IsWrong)> rows)
    {
        var farthest = Summary.Quantile([.. rows.Select(row => row.Row.Observation.Redshift).Order()], 0.999);
        var end = Math.Log(1 + Math.Max(farthest, 0.1));
        var bins = rows
            .GroupBy(row => (row.Row.Class, Bin: (int)Math.Floor(
                Math.Log(1 + Math.Max(0, row.Row.Observation.Redshift)) / end * Bins)))
            .Where(bin => bin.Count() >= FewestInBin && bin.Key.Bin < Bins)
            .Select(bin => (
                bin.Key.Class, Redshift: Math.Exp((bin.Key.Bin + 0.5) / Bins * end) - 1, Rows: bin.Count(),
                Share: bin.Average(row => row.IsWrong ? 1.0 : 0.0)))
            .OrderBy(bin => bin.Redshift)
            .ToList();
        var chart = new Chart(
            Axis.Redshift(0, Math.Max(farthest, 0.1)),
                Axis.Linear("share that is wrong", 0,
                    Math.Max(0.05, 1.1 * bins.Select(bin => bin.Share).DefaultIfEmpty().Max())),
                        "Mistakes against redshift");
        foreach (var name in ForestTrainer.Classes)
        {
            var points = bins.Where(bin => bin.Class == name).Select(bin => (bin.Redshift, bin.Share)).ToList();
            chart.Line(points, ClassColour.Of(name)).Points(points, ClassColour.Of(name), 2.8);
        }

        return new Figure(
            "Of the objects of each class at some redshift, the share that is called another class, out of fold. "
                + $"Places with fewer than {FewestInBin} objects of a class are left out.",
            new DataTable(
                ["class", "redshift", "objects", "share wrong"],
                [.. bins.OrderBy(bin => bin.Class, StringComparer.Ordinal).Select(bin => new[]
                {
                    bin.Class, FormattableString.Invariant($"{bin.Redshift:0.00}"),
                        FormattableString.Invariant($"{bin.Rows:N0}"),
                    FormattableString.Invariant($"{bin.Share:P1}"),
                })]),
            chart.ToSvg())
        { ShowsClasses = true };
    }

    private static string Tenth(double value) => (Math.Round(value, 1) + 0.0)
        .ToString("0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
