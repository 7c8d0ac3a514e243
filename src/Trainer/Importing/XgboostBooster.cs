namespace Streaming.Trainer.Importing;

/// <summary>What XGBoost's JSON says of the trees as a whole.</summary>
internal static class XgboostBooster
{
    /// <summary>Finds the trees' part of the file.</summary>
    /// <exception cref="FailureException">These are not plain boosted trees.</exception>
    public static XgboostNode Model(ModelSource source, XgboostNode booster)
    {
        var kind = booster.Member("name").Text();
        if (kind != "gbtree")
        {
            throw source.Refuse(kind switch
            {
                "dart" => "booster dart: its trees are weighted",
                "gblinear" => "booster gblinear: it has no trees",
                _ => $"booster {kind} is not known",
            });
        }

        var model = booster.Member("model");
        if (model.Optional("weight_drop")?.Items().Any() == true)
        {
            throw source.Refuse("booster dart: its trees are weighted");
        }

        // Since 3.1 a model may itself turn categories into numbers.
        if (model.Optional("cats")?.Optional("enc")?.Items().Any() == true)
        {
            throw source.Refuse("it has features that are categories, which the features here are not");
        }

        // Absent in the first versions, which wrote it among the trees' parameters or nowhere.
        var parallel = model.Member("gbtree_model_param").Optional("num_parallel_tree")?.Integer() ?? 1;
        return parallel <= 1
            ? model
            : throw source.Refuse($"num_parallel_tree is {parallel}: a random forest in every round");
    }

    /// <exception cref="FailureException">The trees do not stand round by round, one of each class.</exception>
    public static void CheckOrder(ModelSource source, XgboostNode model, int trees)
    {
        var classes = model.Member("tree_info").Items().Select(item => item.Integer()).ToList();
        if (classes.Count != trees)
        {
            throw source.Refuse($"{trees} trees, but tree_info has {classes.Count}");
        }

        var wrong = classes.Index().Where(tree => tree.Item != tree.Index % BoostedTrees.Classes).ToList();
        if (wrong is [var (index, group), ..])
        {
            throw source.Refuse($"tree {index} is of class {group}, expected is one tree a class and round, in order");
        }
    }

    /// <summary>Adds what every class starts from; a start that is the same for all changes no probability.</summary>
    public static IReadOnlyList<SplitTree> WithBaseScore(IReadOnlyList<SplitTree> trees, XgboostNode baseScore)
    {
        var start = baseScore.Floats();
        return start.Length switch
        {
            1 => trees,
            BoostedTrees.Classes when start.Distinct().Count() == 1 => trees,
            BoostedTrees.Classes => [.. trees.Select((tree, i) => i < start.Length ? tree.Plus(start[i]) : tree)],
            _ => throw baseScore.Refuse($"{start.Length} values for {BoostedTrees.Classes} classes"),
        };
    }
}
