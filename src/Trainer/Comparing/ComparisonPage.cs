using System.Globalization;
using Streaming.Trainer.Data;
using Streaming.Reporting;

namespace Streaming.Trainer.Comparing;

/// <summary>Puts the report of <c>compare</c> together.</summary>
internal static class ComparisonPage
{
    public static Page Of(LabelledData data, int rows, IReadOnlyList<Standing> standings, DateTimeOffset at)
    {
        var page = new Page(
            $"Kinds of models on {data.File}",
            string.Create(CultureInfo.InvariantCulture,
                $"{rows:N0} training rows, compared {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC. SHA-256 of the file: "
                    + $"{data.Sha256}"));
        page.Add(Means(standings));
        page.Add(Folds(standings));
        return page;
    }

    private static Section Means(IReadOnlyList<Standing> standings)
    {
        var ranked = standings.OrderByDescending(one => one.Mean(Column.MacroF1)).ToList();
        var ahead = ranked[0].Folds.Zip(ranked[1].Folds, (one, other) => one.MacroF1 - other.MacroF1).ToList();
        return new Section("Which is best")
            .Text($"{ObjectKey.Folds} stratified folds, the same for every kind; the hold-out is not touched. Every "
                + "kind has the same features. LightGBM has the trainer's settings, the others ML.NET's defaults.")
            .Text(string.Create(CultureInfo.InvariantCulture,
                $"{ranked[0].Name} has the highest macro-F1, {ranked[0].Mean(Column.MacroF1):F4}, and "
                    + $"{ranked[1].Name} the next, {ranked[1].Mean(Column.MacroF1):F4}. Of {ahead.Count} folds the "
                    + $"first is ahead in {ahead.Count(one => one > 0)}, by {ahead.Average():F4} on average."))
            .Table(TableOf(standings, Column.Quality))
            .Text("AUC: one against one, weighted by the classes' shares.")
            .Table(TableOf(standings, Column.Cost))
            .Text("Times: wall clock on one thread; scoring in one batch, the fastest of five. Size: of the saved model.");
    }

    private static DataTable TableOf(IReadOnlyList<Standing> standings, IReadOnlyList<Column> columns) => new(
        ["mean ± standard deviation over the folds", .. columns.Select(column => column.Title)],
        [.. standings.Select(one => (IReadOnlyList<string>)[one.Name, .. columns.Select(one.Words)])]);

    private static Section Folds(IReadOnlyList<Standing> standings)
    {
        var learners = standings.Where(one => one.Name != Contenders.MostFrequentClass).ToList();
        return new Section("Fold by fold").Figure(new Figure(
            "Every dot is a fold; the number is the mean. Further left is better, and the axes are logarithmic: the "
                + "same step to the left is the same share less. What learns nothing is left out.",
            new DataTable(
                ["model", "fold", .. Column.All.Select(column => column.Title)],
                [.. standings.SelectMany(one => one.Folds.Index().Select(fold => (IReadOnlyList<string>)
                [
                    one.Name,
                    FormattableString.Invariant($"{fold.Index + 1}"),
                    .. Column.All.Select(column => column.Word(column.Of(fold.Item))),
                ]))]),
            Dots("1 − macro-F1", learners, one => 1 - one.MacroF1, "0.0000"),
            Dots("log loss, nats", learners, one => one.LogLoss, "0.0000"),
            Dots("training, s", learners, one => one.TrainingSeconds, "0.0"),
            Dots("scoring, µs a row", learners, one => one.ScoringMicroseconds, "0.0")));
    }

    private static string Dots(
        string title, IReadOnlyList<Standing> standings, Func<FoldFigures, double> of, string format)
    {
        var down = standings.Reverse().ToList();
        var values = standings.SelectMany(one => one.Folds).Select(of).ToList();
        var (least, most) = (values.Min(), values.Max());
        // Room on the right for the means.
        var chart = new Chart(
            Axis.Logarithmic(title, least / 1.3, most * Math.Pow(most / least, 0.25) * 1.3),
            Axis.Names("", [.. down.Select(one => one.Name)]),
            title)
        {
            Height = 220,
            LeftMargin = 170,
        };
        foreach (var (place, one) in down.Index())
        {
            chart.Points(one.Folds.Select(fold => (of(fold), (double)place)), "var(--accent)")
                .Label(
                    one.Folds.Max(of) * Math.Pow(most / least, 0.03),
                    place,
                    "  " + one.Folds.Average(of).ToString(format, CultureInfo.InvariantCulture),
                    "start");
        }

        return chart.ToSvg();
    }
}
