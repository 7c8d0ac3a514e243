using System.Text;

namespace Streaming.Trainer.Importing;

/// <summary>
/// Reads LightGBM's text format (LightGBM/src/boosting/gbdt_model_text.cpp). Trees that dart dropped and scaled need no
/// care: the file holds them scaled.
/// </summary>
internal static class LightGbmReader
{
    private const string TreeMark = "Tree=";

    /// <exception cref="FailureException">It is no such model, or one that cannot be had here exactly.</exception>
    public static BoostedTrees Read(ModelSource source)
    {
        var content = ModelContent.Of(source);
        if (content.Form != ModelForm.LightGbmText)
        {
            throw source.Refuse(WhyNotText(source, content));
        }

        var lines = Encoding.UTF8.GetString(content.Bytes).Split('\n', StringSplitOptions.TrimEntries);

        var end = Array.IndexOf(lines, "end of trees");
        if (end < 0)
        {
            throw source.Refuse("the file is cut off: no line 'end of trees'");
        }

        var starts = Enumerable.Range(0, end)
            .Where(line => lines[line].StartsWith(TreeMark, StringComparison.Ordinal)).Append(end).ToList();
        var header = new LightGbmBlock(source, "", lines[..starts[0]]);
        CheckHeader(source, header);
        var features = header.Integer("max_feature_idx") + 1;
        var names = header.Text("feature_names").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new BoostedTrees
        {
            Library = "LightGBM",
            LibraryVersion = $"model format {header.Text("version")}",
            Objective = "multiclass",
            FeatureNames = names.Length == features ? names : [],
            FeatureCount = features,
            Trees = [.. starts.Zip(starts.Skip(1), (from, to) =>
                new LightGbmBlock(source, $"tree {lines[from][TreeMark.Length..]}: ", lines[(from + 1)..to]).Tree())],
            ComparesDoubles = true,
        };
    }

    private static string WhyNotText(ModelSource source, ModelContent content)
    {
        if (content.Form == ModelForm.Unknown)
        {
            return $"not LightGBM's text format, whose first line is 'tree'; {source.HowToSave}";
        }

        return content.Bytes.AsSpan().IndexOf("learner"u8) >= 0
            ? $"this is a model of XGBoost; give it with {ImportCommand.XgboostOption}"
            : $"JSON, which dump_model writes; {source.HowToSave}";
    }

    private static void CheckHeader(ModelSource source, LightGbmBlock header)
    {
        if (header.Has("average_output"))
        {
            throw source.Refuse("a random forest: it averages its trees, here they are summed (average_output)");
        }

        var objective = header.Has("objective") ? header.Text("objective") : "none, or one of its own";
        var reason = objective.Split(' ')[0] switch
        {
            "multiclass" => null,
            "multiclassova" => "objective multiclassova: its probabilities are three sigmoids, not one softmax",
            _ => $"objective {objective}: only multiclass gives the probabilities of three classes",
        };
        if (reason is not null)
        {
            throw source.Refuse(reason);
        }

        if (header.Integer("num_class") is var classes && classes != BoostedTrees.Classes)
        {
            throw source.Refuse($"it has {classes} classes, here there are {BoostedTrees.Classes}");
        }

        if (header.Integer("num_tree_per_iteration") is var trees && trees != BoostedTrees.Classes)
        {
            throw source.Refuse($"{trees} trees a round, expected is one a class");
        }
    }
}
