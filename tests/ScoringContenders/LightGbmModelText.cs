using System.Globalization;
using System.Text;
using Microsoft.ML.Trainers.FastTree;

namespace Streaming.ScoringContenders;

/// <summary>
/// Writes ML.NET's trees as LightGBM's own model text
/// (https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/gbdt_model_text.cpp).
/// </summary>
internal static class LightGbmModelText
{
    // NaN is missing, and a missing value goes right: it is never at most a threshold.
    private const string NaNGoesRight = "8";

    /// <param name="classes">The trees of each class, in the order of the classes.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="temperature">Divides the leaves: the same as dividing their sums before the softmax.</param>
    /// <exception cref="NotSupportedException">Classes differ in their number of trees, or a split is by category.</exception>
    public static string Write(IReadOnlyList<RegressionTreeEnsemble> classes, int features, double temperature)
    {
        var rounds = classes[0].Trees.Count;
        if (classes.Any(one => one.Trees.Count != rounds))
        {
            throw new NotSupportedException("LightGBM has as many trees for each class");
        }

        var text = new StringBuilder("tree\nversion=v4\n");
        Line("num_class", [classes.Count]);
        Line("num_tree_per_iteration", [classes.Count]);
        Line("label_index", [0]);
        Line("max_feature_idx", [features - 1]);
        Line("objective", [$"multiclass num_class:{classes.Count}"]);
        Line("feature_names", Enumerable.Range(0, features).Select(feature => $"feature{feature}"));
        Line("feature_infos", Enumerable.Repeat("[-inf:inf]", features));
        text.Append('\n');
        for (var tree = 0; tree < rounds * classes.Count; tree++)
        {
            // A round brings a tree for each class. What a class begins with goes into the leaves of its first.
            var (round, of) = (tree / classes.Count, classes[tree % classes.Count]);
            Line("Tree", [tree]);
            Tree(of.Trees[round], of.TreeWeights[round], round == 0 ? of.Bias : 0);
        }

        return text.Append("end of trees\n").ToString();

        void Tree(RegressionTree tree, double weight, double start)
        {
            if (tree.CategoricalSplitFlags.Contains(true))
            {
                throw new NotSupportedException("a split is by category");
            }

            Line("num_leaves", [tree.NumberOfLeaves]);
            Line("num_cat", [0]);
            if (tree.NumberOfNodes > 0)
            {
                Line("split_feature", tree.NumericalSplitFeatureIndexes);
                // As doubles: LightGBM compares in double precision, and the float is the threshold.
                Line("threshold", tree.NumericalSplitThresholds.Select(threshold => (double)threshold));
                Line("decision_type", Enumerable.Repeat(NaNGoesRight, tree.NumberOfNodes));
                Line("left_child", tree.LeftChild);
                Line("right_child", tree.RightChild);
            }

            Line("leaf_value", tree.LeafValues.Select(value => ((value * weight) + start) / temperature));
            text.Append('\n');
        }

        void Line<T>(string key, IEnumerable<T> values) =>
            text.Append(CultureInfo.InvariantCulture, $"{key}={string.Join(' ', values.Select(Text))}\n");

        static string Text<T>(T value) => string.Create(CultureInfo.InvariantCulture, $"{value}");
    }
}
