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

    private static readonly string[] Colours = ["u-g", "g-r", "r-i", "i-z"];

    public static Section Of(OutOfFold predictions)
    {
        var (rows, table, truth) = (predictions.Rows, predictions.Probabilities, predictions.Truth());
        var isWrong = new bool[truth.Length];
        for (var i = 0; i < isWrong.Length; i++)
        {
            isWrong[i] = table.Top(i) != truth[i];
        }

        var hardest = Enumerable.Range(0, isWrong.Length).Where(i => isWrong[i]).OrderByDescending(table.Highest)
            .Take(Hardest);
        var section = new Section("Mistakes");
        int[] placed = [.. Enumerable.Range(0, rows.Count).Where(i => double.IsFinite(rows[i].Observation.Redshift))];
        section = placed.Length > 0
            ? section.Figure(Where([.. placed.Select(i => rows[i])], [.. placed.Select(i => isWrong[i])]))
            : section.Text("None of the objects has a redshift against which mistakes could be shown.");
        return section
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"The {Hardest} mistakes that the model was surest of, out of fold; "
                    + $"colours and redshift are rounded to a tenth."))
            .Table(new DataTable(
                ["label", "called", .. ForestTrainer.Classes.Select(name => $"p {name}"),
                    .. Colours.Select(Sample.Written), "redshift"],
                [.. hardest.Select(i =>
                {
                    var o = rows[i].Observation;
                    return (IReadOnlyList<string>)
                    [
                        rows[i].Class, ForestTrainer.Classes[table.Top(i)],
                        .. table[i].Select(p => FormattableString.Invariant($"{p:0.000}")),
                        Tenth(o.U - o.G), Tenth(o.G - o.R), Tenth(o.R - o.I), Tenth(o.I - o.Z), Tenth(o.Redshift),
                    ];
                })]));
    }

    private static Figure Where(IReadOnlyList<LabelledRow> rows, bool[] isWrong)
    {
        var sorted = new double[rows.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = rows[i].Observation.Redshift;
        }

        Array.Sort(sorted);
        var farthest = Summary.Quantile(sorted, 0.999);
        var end = Math.Log(1 + Math.Max(farthest, 0.1));
        var counts = new Dictionary<(string Class, int Bin), (int Rows, int Wrong)>();
        for (var i = 0; i < isWrong.Length; i++)
        {
            var bin = (int)Math.Floor(Math.Log(1 + Math.Max(0, rows[i].Observation.Redshift)) / end * Bins);
            var (all, wrong) = counts.GetValueOrDefault((rows[i].Class, bin));
            counts[(rows[i].Class, bin)] = (all + 1, wrong + (isWrong[i] ? 1 : 0));
        }

        var bins = counts
            .Where(bin => bin.Value.Rows >= FewestInBin && bin.Key.Bin < Bins)
            .Select(bin => (
                bin.Key.Class, Redshift: Math.Exp((bin.Key.Bin + 0.5) / Bins * end) - 1, bin.Value.Rows,
                Share: (double)bin.Value.Wrong / bin.Value.Rows))
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

    private static string Tenth(double value) => double.IsNaN(value)
        ? ""
        : (Math.Round(value, 1) + 0.0).ToString("0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
