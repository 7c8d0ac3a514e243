using System.Text;

namespace Streaming.Reporting;

/// <summary>
/// The whole sky in Mollweide's projection, which keeps areas: where it is darker there are more objects. As on the
/// sky, right ascension grows to the left; 180° is in the middle, since the survey looked most at the northern
/// galactic cap.
/// </summary>
internal static class SkyMap
{
    private const int Columns = 240;
    private const int Rows = 120;
    private const double Width = 720;
    private const double Height = 360;
    private const double Margin = 26;

    // Where right ascensions are written: the survey, in the north, has nothing there.
    private const double LabelDelta = -38;

    public static string Draw(string title, IReadOnlyList<(double Alpha, double Delta)> positions)
    {
        var grid = new DensityGrid(Axis.Linear("", -1, 1), Axis.Linear("", -1, 1), Columns, Rows);
        grid.Add(positions.Select(position => Project(position.Alpha, position.Delta)));
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width + 2 * Margin} {Height + 2 * Margin}\" role=\"img\">")
            .Append($"<text class=\"title\" x=\"{Margin}\" y=\"15\">{Markup.Escape(title)}</text>\n")
            .Append($"<image class=\"density\" x=\"{Margin}\" y=\"{Margin}\" width=\"{Width}\" height=\"{Height}\" ")
            .Append("preserveAspectRatio=\"none\" href=\"data:image/png;base64,")
            .Append(Convert.ToBase64String(grid.ToPng())).Append("\"/>\n");
        for (var delta = -60; delta <= 60; delta += 30)
        {
            Append(svg, "grid", Enumerable.Range(0, 73).Select(i => Place(i == 72 ? 359.999 : i * 5, delta)));
            var (x, y) = Place(359.999, delta);
            svg.Append($"<text class=\"soft\" x=\"{Markup.Pixel(x - 4)}\" y=\"{Markup.Pixel(y + 4)}\" "
                + $"text-anchor=\"end\">")
                .Append($"{(delta > 0 ? "+" : delta < 0 ? "−" : "")}{Math.Abs(delta)}°</text>\n");
        }

        for (var alpha = 30; alpha <= 330; alpha += 30)
        {
            Append(svg, "grid", Meridian(alpha));
            var (x, y) = Place(alpha, LabelDelta);
            svg.Append($"<text class=\"soft\" x=\"{Markup.Pixel(x + 3)}\" y=\"{Markup.Pixel(
                y + 4)}\">{alpha}°</text>\n");
        }

        Append(svg, "frame", Meridian(0).Concat(Meridian(359.999).Reverse()));
        return svg.Append("</svg>").ToString();

        static IEnumerable<(double, double)> Meridian(double alpha) =>
            Enumerable.Range(-18, 37).Select(i => Place(alpha, i * 5));
    }

    /// <summary>Projects a position.</summary>
    /// <param name="alpha">Right ascension, degrees, in [0, 360).</param>
    /// <param name="delta">Declination, degrees.</param>
    /// <returns>Both in [-1, 1], right and up.</returns>
    internal static (double X, double Y) Project(double alpha, double delta)
    {
        var latitude = delta * Math.PI / 180;
        var theta = latitude;
        if (Math.Abs(delta) < 89.999)
        {
            // 2 θ + sin 2 θ = π sin δ, by Newton's method; a dozen steps are enough up to the poles.
            for (var i = 0; i < 12; i++)
            {
                theta -= (2 * theta + Math.Sin(2 * theta) - Math.PI * Math.Sin(latitude)) / (
                    2 + 2 * Math.Cos(2 * theta));
            }
        }

        return ((180 - alpha) / 180 * Math.Cos(theta), Math.Sin(theta));
    }

    private static (double X, double Y) Place(double alpha, double delta)
    {
        var (x, y) = Project(alpha, delta);
        return (Margin + (1 + x) / 2 * Width, Margin + (1 - y) / 2 * Height);
    }

    private static void Append(StringBuilder svg, string style, IEnumerable<(double X, double Y)> points) => svg
        .Append($"<path class=\"{style}\" d=\"")
        .AppendJoin("", points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Markup.Pixel(p.X)} {Markup.Pixel(p.Y)}"))
        .Append("\"/>\n");
}
