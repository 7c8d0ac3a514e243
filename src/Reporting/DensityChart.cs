using Streaming.Contracts;

namespace Streaming.Reporting;

/// <summary>
/// Two values of every object: all objects as a picture of their density, and around those of each class the lines that
/// hold half and nine tenths of them.
/// </summary>
internal static class DensityChart
{
    private const int Columns = 176;
    private const int Rows = 128;
    private const int ContourColumns = 120;
    private const int ContourRows = 88;
    private const int FewestForContours = 50;

    public static string Draw(
        Axis x, Axis y, string title, IReadOnlyDictionary<string, IReadOnlyList<(double X, double Y)>> classes)
    {
        var everything = new DensityGrid(x, y, Columns, Rows);
        foreach (var points in classes.Values)
        {
            everything.Add(points);
        }

        var chart = new Chart(x, y, title) { Height = 330 }.Picture(everything.ToPng());
        foreach (var name in ObjectClass.All.Where(name => classes[name].Count >= FewestForContours))
        {
            var grid = new DensityGrid(x, y, ContourColumns, ContourRows).Add(classes[name]);
            chart.Outline(grid.Contour(0.9), ClassColour.Of(name), 1.3);
            chart.Outline(grid.Contour(0.5), ClassColour.Of(name), 2.4);
        }

        return chart.ToSvg();
    }
}
