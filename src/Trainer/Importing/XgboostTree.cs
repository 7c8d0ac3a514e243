namespace Streaming.Trainer.Importing;

/// <summary>Rewrites one tree of XGBoost, where x &lt; threshold goes left, in terms of x ≤ threshold.</summary>
internal sealed class XgboostTree
{
    private readonly XgboostNode _tree;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int[] _features;
    private readonly int[] _defaultLeft;
    private readonly float[] _conditions;
    private readonly float[] _gains;
    private readonly List<Split> _splits = [];
    private readonly List<double> _leaves = [];

    private XgboostTree(XgboostNode tree)
    {
        _tree = tree;
        _left = Integers("left_children");
        _right = Integers("right_children");
        _features = Integers("split_indices");
        _defaultLeft = Integers("default_left");
        _conditions = Floats("split_conditions");
        _gains = Floats("loss_changes");
    }

    /// <exception cref="FailureException">It is no tree of numbers.</exception>
    public static SplitTree Read(XgboostNode tree)
    {
        if (tree.Member("tree_param").Optional("size_leaf_vector")?.Integer() > 1)
        {
            throw tree.Refuse("its leaves hold a value for every class (multi_output_tree)");
        }

        if (tree.Optional("split_type")?.Items().Any(type => type.Integer() != 0) == true
            || tree.Optional("categories_nodes")?.Items().Any() == true)
        {
            throw tree.Refuse("it splits by category, which the features here do not have");
        }

        return new XgboostTree(tree).Rewrite();
    }

    // From the root on: pruning leaves nodes behind that nothing leads to.
    private SplitTree Rewrite()
    {
        var nodes = _left.Length;
        if (nodes == 0 || nodes != _right.Length || nodes != _features.Length || nodes != _defaultLeft.Length
            || nodes != _conditions.Length || nodes != _gains.Length)
        {
            throw _tree.Refuse("its lists are empty or not of one length");
        }

        var open = new Stack<(int Node, int Parent, bool IsLeft)>([(0, -1, false)]);
        while (open.TryPop(out var next))
        {
            if (next.Node < 0 || next.Node >= nodes || _splits.Count + _leaves.Count >= nodes)
            {
                throw _tree.Refuse("its nodes do not form a tree");
            }

            var place = Add(next.Node);
            if (next.Parent >= 0)
            {
                _splits[next.Parent] = next.IsLeft
                    ? _splits[next.Parent] with { Left = place }
                    : _splits[next.Parent] with { Right = place };
            }

            if (place >= 0)
            {
                open.Push((_right[next.Node], place, false));
                open.Push((_left[next.Node], place, true));
            }
        }

        return new SplitTree(_splits, _leaves);
    }

    // A leaf's value stands where a split has its threshold. Its index in the new tree is given as a complement.
    private int Add(int node)
    {
        var condition = _conditions[node];
        if (_left[node] == -1)
        {
            _leaves.Add(condition);
            return ~(_leaves.Count - 1);
        }

        var missing = (byte)(Split.NaNIsMissing | (_defaultLeft[node] != 0 ? Split.MissingLeft : 0));
        _splits.Add(new Split(_features[node], FloatThreshold.Below(condition), missing, _gains[node], 0, 0));
        return _splits.Count - 1;
    }

    private float[] Floats(string name) => [.. _tree.Member(name).Items().Select(item => item.Float())];

    private int[] Integers(string name) => [.. _tree.Member(name).Items().Select(item => item.Integer())];
}
