namespace Streaming.Trainer.Importing;

/// <summary>One tree of a boosted model.</summary>
/// <param name="Splits">Its nodes, the root first; none when the tree is a constant.</param>
/// <param name="Leaves">What it adds to its class's score.</param>
internal sealed record SplitTree(IReadOnlyList<Split> Splits, IReadOnlyList<double> Leaves)
{
    /// <summary>What the tree says of one row of features, none of them missing.</summary>
    public double Score(IReadOnlyList<double> row)
    {
        var node = Splits.Count == 0 ? ~0 : 0;
        while (node >= 0)
        {
            var split = Splits[node];
            node = row[split.Feature] <= split.Threshold ? split.Left : split.Right;
        }

        return Leaves[~node];
    }

    /// <summary>Adds a constant to every leaf.</summary>
    public SplitTree Plus(double value) => this with { Leaves = [.. Leaves.Select(leaf => leaf + value)] };

    /// <summary>Looks whether this is a tree at all: every node and leaf is reached once, every number is one.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Fault(int features)
    {
        if (Leaves.Count != Splits.Count + 1)
        {
            return $"{Leaves.Count} leaves do not belong to {Splits.Count} splits";
        }

        if (Leaves.Any(leaf => !double.IsFinite(leaf)))
        {
            return "a leaf's value is not a finite number";
        }

        foreach (var split in Splits)
        {
            if (!double.IsFinite(split.Threshold))
            {
                return "a threshold is not a finite number";
            }

            if (split.Feature < 0 || split.Feature >= features)
            {
                return $"a split asks for feature {split.Feature}, the model has {features}";
            }
        }

        return IsWhole() ? null : "its nodes do not form a tree";
    }

    private bool IsWhole()
    {
        var open = new Stack<int>([Splits.Count == 0 ? ~0 : 0]);
        var (nodes, leaves) = (new bool[Splits.Count], new bool[Leaves.Count]);
        var reached = 0;
        while (open.TryPop(out var node))
        {
            var (seen, index) = node >= 0 ? (nodes, node) : (leaves, ~node);
            if (index >= seen.Length || seen[index])
            {
                return false;
            }

            seen[index] = true;
            reached++;
            if (node >= 0)
            {
                open.Push(Splits[node].Left);
                open.Push(Splits[node].Right);
            }
        }

        return reached == Splits.Count + Leaves.Count;
    }
}
