using System.Text;

namespace Streaming.Reporting;

/// <summary>
/// Draws into a frame with two axes, as SVG whose text the browser writes: the machine that makes the report needs no
/// fonts. Coordinates are given in the axes' values; what lies outside the frame is cut off.
/// </summary>
internal sealed class Chart(Axis x, Axis y, string title = "")
{
    private const double Width = 420;
    private const double Left = 56;
    private const double Right = 12;
    private const double Bottom = 44;
    private readonly StringBuilder _shapes = new();
    private readonly StringBuilder _labels = new();

    /// <summary>Whether lines run across the frame at the marked values.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>Height, pixels of a drawing that is 420 wide.</summary>
    public double Height { get; init; } = 300;

    /// <summary>Room for long names on the left, pixels.</summary>
    public double LeftMargin { get; init; } = Left;

    private double Top => title.Length > 0 ? 24 : 10;

    private double InnerWidth => Width - LeftMargin - Right;

    private double InnerHeight => Height - Top - Bottom;

    public Chart Line(IEnumerable<(double X, double Y)> points, string colour, double width = 1.8, bool dashed = false)
    {
        var dash = dashed ? ";stroke-dasharray:5 4" : "";
        _shapes.Append($"<path d=\"{Path(points)}\" style=\"fill:none;stroke:{colour};stroke-width:")
            .Append($"{Markup.Pixel(width)};stroke-linejoin:round{dash}\"/>\n");
        return this;
    }

    /// <summary>Fills a polygon, lightly.</summary>
    public Chart Area(IEnumerable<(double X, double Y)> outline, string colour, double opacity = 0.18)
    {
        _shapes.Append($"<path d=\"{Path(outline)}Z\" style=\"stroke:none;fill:{colour};fill-opacity:")
            .Append(FormattableString.Invariant($"{opacity:0.##}\"/>\n"));
        return this;
    }

    /// <summary>A filled rectangle, named when pointed at.</summary>
    public Chart Box(double fromX, double fromY, double toX, double toY, string colour, string hint = "")
    {
        var (left, right) = Ordered(X(fromX), X(toX));
        var (top, bottom) = Ordered(Y(fromY), Y(toY));
        _shapes.Append($"<rect x=\"{Markup.Pixel(left)}\" y=\"{Markup.Pixel(top)}\" "
            + $"width=\"{Markup.Pixel(right - left)}\" ")
            .Append($"height=\"{Markup.Pixel(bottom - top)}\" style=\"fill:{colour}\">{Hint(hint)}</rect>\n");
        return this;
    }

    public Chart Points(IEnumerable<(double X, double Y)> points, string colour, double radius = 3.2)
    {
        foreach (var (px, py) in points)
        {
            _shapes.Append($"<circle cx=\"{Markup.Pixel(X(px))}\" cy=\"{Markup.Pixel(Y(py))}\" ")
                .Append($"r=\"{Markup.Pixel(radius)}\" style=\"fill:{colour}\"/>\n");
        }

        return this;
    }

    /// <summary>Short lines whose ends are given in shares of the frame, from 0 to 1 on either axis.</summary>
    public Chart Outline(
        IEnumerable<((double X, double Y) From, (double X, double Y) To)> lines, string colour, double width)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in lines)
        {
            path.Append($"M{Place(from)}L{Place(to)}");
        }

        _shapes.Append($"<path d=\"{path}\" style=\"fill:none;stroke:{colour};stroke-width:{Markup.Pixel(
            width)}\"/>\n");
        return this;

        string Place((double X, double Y) end) =>
            $"{Markup.Pixel(LeftMargin + end.X * InnerWidth)} {Markup.Pixel(Top + (1 - end.Y) * InnerHeight)}";
    }

    /// <summary>A picture that fills the frame: for what would be thousands of shapes.</summary>
    public Chart Picture(byte[] png)
    {
        _shapes.Append($"<image class=\"density\" x=\"{Markup.Pixel(LeftMargin)}\" y=\"{Markup.Pixel(Top)}\" ")
            .Append($"width=\"{Markup.Pixel(InnerWidth)}\" height=\"{Markup.Pixel(InnerHeight)}\" ")
            .Append($"preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>\n");
        return this;
    }

    /// <summary>Writes beside a place.</summary>
    public Chart Label(double atX, double atY, string text, string anchor = "middle", string style = "")
    {
        _labels.Append($"<text x=\"{Markup.Pixel(X(atX))}\" y=\"{Markup.Pixel(Y(atY) + 4)}\" text-anchor=\"{anchor}\" ")
            .Append($"style=\"{style}\">{Markup.Escape(text)}</text>\n");
        return this;
    }

    public string ToSvg()
    {
        // Equal frames share their clip under one name.
        var clip = $"clip-{Height:0}-{LeftMargin:0}-{Top:0}";
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Markup.Pixel(Height)}\" role=\"img\">")
            .Append($"<clipPath id=\"{clip}\"><rect x=\"{Markup.Pixel(LeftMargin)}\" y=\"{Markup.Pixel(Top)}\" ")
            .Append($"width=\"{Markup.Pixel(InnerWidth)}\" height=\"{Markup.Pixel(InnerHeight)}\"/></clipPath>\n");
        if (title.Length > 0)
        {
            svg.Append($"<text class=\"title\" x=\"{Markup.Pixel(LeftMargin)}\" "
                + $"y=\"15\">{Markup.Escape(title)}</text>\n");
        }

        AppendTicks(svg);
        return svg.Append($"<g clip-path=\"url(#{clip})\">{_shapes}</g>\n{_labels}")
            .Append($"<rect class=\"frame\" x=\"{Markup.Pixel(LeftMargin)}\" y=\"{Markup.Pixel(Top)}\" ")
            .Append($"width=\"{Markup.Pixel(InnerWidth)}\" height=\"{Markup.Pixel(InnerHeight)}\"/></svg>")
            .ToString();
    }

    private void AppendTicks(StringBuilder svg)
    {
        var (bottom, right) = (Top + InnerHeight, LeftMargin + InnerWidth);
        foreach (var (value, label) in x.Ticks)
        {
            var at = Markup.Pixel(X(value));
            svg.Append(HasGrid ? $"<path class=\"grid\" d=\"M{at} {Markup.Pixel(Top)}V{Markup.Pixel(bottom)}\"/>" : "")
                .Append($"<text class=\"soft\" x=\"{at}\" y=\"{Markup.Pixel(bottom + 15)}\" text-anchor=\"middle\">")
                .Append($"{Markup.Escape(label)}</text>\n");
        }

        foreach (var (value, label) in y.Ticks)
        {
            var at = Y(value);
            svg.Append(HasGrid ? $"<path class=\"grid\" d=\"M{Markup.Pixel(LeftMargin)} "
                + $"{Markup.Pixel(at)}H{Markup.Pixel(right)}\"/>" : "")
                .Append($"<text class=\"soft\" x=\"{Markup.Pixel(LeftMargin - 6)}\" y=\"{Markup.Pixel(at + 4)}\" "
                    + $"text-anchor=\"end\">")
                .Append($"{Markup.Escape(label)}</text>\n");
        }

        var middle = Markup.Pixel(Top + InnerHeight / 2);
        svg.Append($"<text x=\"{Markup.Pixel(LeftMargin + InnerWidth / 2)}\" y=\"{Markup.Pixel(Height - 8)}\" "
            + $"text-anchor=\"middle\">")
            .Append($"{Markup.Escape(x.Title)}</text>\n")
            .Append($"<text x=\"12\" y=\"{middle}\" text-anchor=\"middle\" transform=\"rotate(-90 12 {middle})\">")
            .Append($"{Markup.Escape(y.Title)}</text>\n");
    }

    private string Path(IEnumerable<(double X, double Y)> points) => string.Concat(
        points.Select((point, i) => $"{(i == 0 ? 'M' : 'L')}{Markup.Pixel(X(point.X))} {Markup.Pixel(Y(point.Y))}"));

    private double X(double value) => LeftMargin + Bounded(x.Position(value)) * InnerWidth;

    private double Y(double value) => Top + (1 - Bounded(y.Position(value))) * InnerHeight;

    // Far outside stays outside, but no coordinate becomes too large to be drawn.
    private static double Bounded(double position) => double.IsFinite(position) ? Math.Clamp(position, -2, 3) : -2;

    private static (double, double) Ordered(double one, double other) => one < other ? (one, other) : (other, one);

    private static string Hint(string hint) => hint.Length == 0 ? "" : $"<title>{Markup.Escape(hint)}</title>";
}
