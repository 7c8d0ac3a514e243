using System.Text;

namespace Streaming.Reporting;

/// <summary>A matrix of coloured cells with their values written in: correlations, confusion.</summary>
internal static class CellGrid
{
    /// <summary>Draws it.</summary>
    /// <param name="title">Above it.</param>
    /// <param name="rows">Names on the left.</param>
    /// <param name="columns">Names below.</param>
    /// <param name="cell">Colour, whether text on it must be light, and lines of text, by row and column.</param>
    /// <param name="size">Width and height of a cell, pixels.</param>
    public static string Draw(
        string title,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        Func<int, int, (string Colour, bool IsDark, string[] Lines)> cell,
        (double Width, double Height) size)
    {
        const double Left = 74;
        const double Top = 26;
        var width = Left + columns.Count * size.Width + 8;
        var height = Top + rows.Count * size.Height + 26;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Markup.Pixel(width)} {Markup.Pixel(height)}\" role=\"img\">")
            .Append($"<text class=\"title\" x=\"{Left}\" y=\"15\">{Markup.Escape(title)}</text>\n");
        for (var row = 0; row < rows.Count; row++)
        {
            var y = Top + row * size.Height;
            svg.Append($"<text x=\"{Left - 8}\" y=\"{Markup.Pixel(y + size.Height / 2 + 4)}\" text-anchor=\"end\">")
                .Append($"{Markup.Escape(rows[row])}</text>\n");
            for (var column = 0; column < columns.Count; column++)
            {
                Append(svg, Left + column * size.Width, y, size, cell(row, column));
            }
        }

        for (var column = 0; column < columns.Count; column++)
        {
            svg.Append($"<text x=\"{Markup.Pixel(Left + (column + 0.5) * size.Width)}\" "
                + $"y=\"{Markup.Pixel(height - 8)}\" ")
                .Append($"text-anchor=\"middle\">{Markup.Escape(columns[column])}</text>\n");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>
    /// Red above nothing, blue below: for values in [-1, 1] (Tol's BuRd, told apart with any colour vision).
    /// </summary>
    public static string Diverging(double value)
    {
        (int R, int G, int B) end = value >= 0 ? (178, 24, 43) : (33, 102, 172);
        var share = Math.Min(1, Math.Abs(value));
        return $"rgb({Mix(247, end.R)},{Mix(247, end.G)},{Mix(247, end.B)})";

        int Mix(int from, int to) => (int)Math.Round(from + (to - from) * share);
    }

    private static void Append(
        StringBuilder svg, double x, double y, (double Width, double Height) size,
        (string Colour, bool IsDark, string[] Lines) cell)
    {
        svg.Append($"<rect x=\"{Markup.Pixel(x)}\" y=\"{Markup.Pixel(y)}\" width=\"{Markup.Pixel(size.Width - 1)}\" ")
            .Append($"height=\"{Markup.Pixel(size.Height - 1)}\" style=\"fill:{cell.Colour}\"/>");
        var first = y + size.Height / 2 + 4 - (cell.Lines.Length - 1) * 8;
        foreach (var (i, line) in cell.Lines.Index())
        {
            svg.Append($"<text x=\"{Markup.Pixel(x + size.Width / 2)}\" y=\"{Markup.Pixel(first + i * 16)}\" ")
                .Append("text-anchor=\"middle\" "
                    + $"style=\"fill:{(cell.IsDark ? "#fff" : "#1c2127")}\">{Markup.Escape(line)}</text>");
        }

        svg.Append('\n');
    }
}
