using ScottPlot;

namespace Streaming.Trainer.Comparing;

/// <summary>Draws macro-F1 and log loss of every contender, side by side, every fold a dot.</summary>
internal static class ComparisonFigure
{
    private const int Width = 1200;
    private const int Height = 520;

    public static void Save(string path, IReadOnlyList<Standing> standings)
    {
        var figure = new Multiplot();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Columns();
        Draw(figure.GetPlot(0), "macro-F1: more is better", standings, Column.All.First(one => one.Key == "macro_f1"), true);
        Draw(figure.GetPlot(1), "log loss, nats: less is better", standings, Column.All.First(one => one.Key == "log_loss"), false);
        figure.SavePng(path, Width, Height);
    }

    private static void Draw(Plot plot, string title, IReadOnlyList<Standing> standings, Column column, bool names)
    {
        var down = standings.Reverse().ToList();
        foreach (var (place, one) in down.Index())
        {
            var bar = plot.Add.Bar(place, one.Mean(column));
            bar.Horizontal = true;
            bar.Color = Colors.SteelBlue.WithAlpha(0.5);
            var dots = plot.Add.ScatterPoints(
                one.Folds.Select(column.Of).ToArray(), one.Folds.Select(_ => (double)place).ToArray());
            dots.Color = Colors.Navy;
            dots.MarkerSize = 6;
            var label = plot.Add.Text(FormattableString.Invariant($"{one.Mean(column):F4}"), 0, place);
            label.LabelFontColor = Colors.Black;
            label.LabelAlignment = Alignment.MiddleLeft;
            label.OffsetX = 6;
        }

        plot.Title(title);
        plot.Axes.Left.SetTicks(
            [.. down.Select((_, place) => (double)place)], [.. down.Select(one => names ? one.Name : "")]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.SetLimitsX(0, Math.Max(1, down.Max(one => one.Mean(column)) * 1.05));
    }
}
