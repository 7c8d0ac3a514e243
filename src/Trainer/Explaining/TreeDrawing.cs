using System.Globalization;
using System.Text;
using Microsoft.ML.Trainers.FastTree;
using Streaming.Trainer.Exploring;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>
/// Draws the top levels of one tree: questions with their thresholds, and what a leaf adds to the class's score.
/// </summary>
internal static class TreeDrawing
{
    private const int Levels = 4;
    private const double Width = 1000;
    private const double LevelHeight = 92;
    private const double BoxWidth = 104;
    private const double BoxHeight = 36;

    public static string Draw(RegressionTree tree, IReadOnlyList<string> features, string title)
    {
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Levels * LevelHeight + 58}\" role=\"img\">")
            .Append($"<text class=\"title\" x=\"10\" y=\"15\">{Markup.Escape(title)}</text>\n");
        if (tree.NumberOfNodes > 0)
        {
            Append(svg, tree, features, 0, 0, 0, Width);
        }

        return svg.Append("</svg>").ToString();
    }

    // A child that is a leaf is stored as the complement of its number.
    private static void Append(
        StringBuilder svg, RegressionTree tree, IReadOnlyList<string> features, int node, int level, double from,
            double to)
    {
        var (x, y) = ((from + to) / 2, 30 + level * LevelHeight);
        if (node < 0 && level < Levels)
        {
            Box(svg, x, y, Written(tree.LeafValues[~node]), "adds", isLeaf: true);
            return;
        }

        if (level == Levels)
        {
            svg.Append($"<text class=\"soft\" x=\"{Markup.Pixel(x)}\" y=\"{Markup.Pixel(y + 14)}\" "
                + $"text-anchor=\"middle\">")
                .Append(node < 0 ? Written(tree.LeafValues[~node]) : $"{Leaves(tree, node)} leaves")
                .Append("</text>\n");
            return;
        }

        foreach (var (child, left, right, label) in new[]
        {
            (tree.LeftChild[node], from, x, "yes"), (tree.RightChild[node], x, to, "no"),
        })
        {
            var (childX, childY) = ((left + right) / 2, y + LevelHeight);
            svg.Append($"<path class=\"frame\" d=\"M{Markup.Pixel(x)} "
                + $"{Markup.Pixel(y + BoxHeight)}L{Markup.Pixel(childX)} ")
                .Append($"{Markup.Pixel(childY)}\"/>");
            if (level < 2)
            {
                svg.Append($"<text class=\"soft\" x=\"{Markup.Pixel((x + childX) / 2)}\" "
                    + $"y=\"{Markup.Pixel((y + BoxHeight + childY) / 2 - 4)}\" ")
                    .Append($"text-anchor=\"{(label == "yes" ? "end" : "start")}\">{label}</text>\n");
            }

            Append(svg, tree, features, child, level + 1, left, right);
        }

        var threshold = Axis.Short(Math.Round(tree.NumericalSplitThresholds[node], 4));
        var feature = Sample.Written(features[tree.NumericalSplitFeatureIndexes[node]]);
        Box(svg, x, y, feature, $"≤ {threshold} ?", isLeaf: false);
    }

    private static string Written(double leaf) => leaf.ToString("+0.000;−0.000", CultureInfo.InvariantCulture);

    private static int Leaves(RegressionTree tree, int node) =>
        node < 0 ? 1 : Leaves(tree, tree.LeftChild[node]) + Leaves(tree, tree.RightChild[node]);

    private static void Box(StringBuilder svg, double x, double y, string first, string second, bool isLeaf) => svg
        .Append($"<rect x=\"{Markup.Pixel(x - BoxWidth / 2)}\" y=\"{Markup.Pixel(y)}\" width=\"{BoxWidth}\" "
            + $"height=\"{BoxHeight}\" rx=\"{(isLeaf ? 14 : 3)}\" ")
        .Append($"style=\"fill:var(--panel);stroke:var({(isLeaf ? "--soft" : "--accent")})\"/>")
        .Append($"<text x=\"{Markup.Pixel(x)}\" y=\"{Markup.Pixel(y + 15)}\" "
            + $"text-anchor=\"middle\">{Markup.Escape(isLeaf ? second : first)}</text>")
        .Append($"<text x=\"{Markup.Pixel(x)}\" y=\"{Markup.Pixel(y + 29)}\" "
            + $"text-anchor=\"middle\">{Markup.Escape(isLeaf ? first : second)}</text>\n");
}
