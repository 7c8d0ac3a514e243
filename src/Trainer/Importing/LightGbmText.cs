using System.Globalization;
using System.Text;

namespace Streaming.Trainer.Importing;

/// <summary>
/// Writes trees in LightGBM's text format, as much of it as ML.NET reads
/// (Microsoft.ML.LightGbm/WrappedLightGbmBooster.cs).
/// </summary>
internal static class LightGbmText
{
    public static string Write(BoostedTrees model)
    {
        var text = new StringBuilder();
        text.Append("tree\nversion=v4\n");
        text.Append(CultureInfo.InvariantCulture, $"num_class={BoostedTrees.Classes}\n");
        text.Append(CultureInfo.InvariantCulture, $"num_tree_per_iteration={BoostedTrees.Classes}\n");
        text.Append(CultureInfo.InvariantCulture, $"max_feature_idx={model.FeatureCount - 1}\n");
        text.Append(CultureInfo.InvariantCulture, $"objective=multiclass num_class:{BoostedTrees.Classes}\n\n");
        foreach (var (index, tree) in model.Trees.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"Tree={index}\n");
            Write(text, tree.Splits.Count > 0 ? tree : Forked(tree));
        }

        return text.Append("end of trees\n\nparameters:\n[categorical_feature: ]\nend of parameters\n").ToString();
    }

    // ML.NET cannot read back a tree of one leaf whose value is zero. A split between two equal leaves is the same.
    private static SplitTree Forked(SplitTree tree) =>
        new([new Split(0, 0, Split.NaNIsMissing, 0, ~0, ~1)], [tree.Leaves[0], tree.Leaves[0]]);

    private static void Write(StringBuilder text, SplitTree tree)
    {
        Line("num_leaves", [tree.Leaves.Count]);
        Line("num_cat", [0]);
        Line("split_feature", tree.Splits.Select(split => (double)split.Feature));
        Line("split_gain", tree.Splits.Select(split => split.Gain));
        Line("threshold", tree.Splits.Select(split => (double)FloatThreshold.AtMost(split.Threshold)));
        Line("decision_type", tree.Splits.Select(split => (double)split.Missing));
        Line("left_child", tree.Splits.Select(split => (double)split.Left));
        Line("right_child", tree.Splits.Select(split => (double)split.Right));
        Line("leaf_value", tree.Leaves);
        text.Append('\n');

        void Line(string key, IEnumerable<double> values) =>
            text.Append(key).Append('=').AppendJoin(' ', values.Select(Number)).Append('\n');
    }

    // The shortest text that gives the same double again. Below all floats is minus infinity, in ML.NET's spelling.
    private static string Number(double value) =>
        double.IsNegativeInfinity(value) ? "-inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
