using System.Text;

namespace Streaming.Reporting;

/// <summary>
/// Bars that lie, one under the other, each with its name, its value and, if given, how far that is unsure.
/// </summary>
internal static class BarChart
{
    private const double Width = 420;
    private const double NarrowestLeft = 116;
    private const double LetterWidth = 7.2;
    private const double CapitalWidth = 9;
    private const double Step = 23;

    /// <summary>Draws them in the order given.</summary>
    /// <param name="title">Above them.</param>
    /// <param name="bars">Name, length, the value in words, colour, and half the width of an error bar.</param>
    public static string Draw(
        string title, IReadOnlyList<(string Name, double Value, string Label, string Colour, double Error)> bars)
    {
        const double Top = 28;
        var left = Math.Max(NarrowestLeft, bars.Max(bar => WidthOf(bar.Name)) + 10);
        var room = Width - left - 104;
        var height = Top + bars.Count * Step + 6;
        var most = Math.Max(bars.Max(bar => bar.Value + bar.Error), 1e-12);
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Markup.Pixel(height)}\" role=\"img\">")
            .Append($"<text class=\"title\" x=\"0\" y=\"15\">{Markup.Escape(title)}</text>\n");
        foreach (var (i, bar) in bars.Index())
        {
            var y = Top + i * Step;
            var length = Math.Max(0, bar.Value) / most * room;
            var error = bar.Error / most * room;
            svg.Append($"<text x=\"{Markup.Pixel(left - 8)}\" y=\"{Markup.Pixel(y + 13)}\" "
                + $"text-anchor=\"end\">{Markup.Escape(bar.Name)}</text>")
                .Append($"<rect x=\"{Markup.Pixel(left)}\" y=\"{Markup.Pixel(y)}\" width=\"{Markup.Pixel(length)}\" ")
                .Append($"height=\"17\" style=\"fill:{bar.Colour}\"/>")
                .Append($"<text class=\"soft\" x=\"{Markup.Pixel(left + length + error + 7)}\" "
                    + $"y=\"{Markup.Pixel(y + 13)}\">")
                .Append($"{Markup.Escape(bar.Label)}</text>");
            if (error > 0)
            {
                svg.Append($"<path class=\"frame\" d=\"M{Markup.Pixel(left + length - error)} {Markup.Pixel(y + 8.5)}")
                    .Append($"H{Markup.Pixel(left + length + error)}\"/>");
            }

            svg.Append('\n');
        }

        return svg.Append("</svg>").ToString();
    }

    private static double WidthOf(string name) =>
        name.Sum(letter => char.IsUpper(letter) ? CapitalWidth : LetterWidth);
}
